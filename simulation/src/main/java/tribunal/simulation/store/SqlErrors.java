package tribunal.simulation.store;

import foodcourt.port.StoreException;

/** PostgreSQL's errors: SQLSTATE and message. */
final class SqlErrors extends RuntimeException {
    private SqlErrors(String message) {
        super(message);
    }

    static StoreException uniqueViolation(Object key) {
        return notCommitted("23505: duplicate key value violates unique constraint: " + key);
    }

    static StoreException foreignKeyViolation(Object key) {
        return notCommitted("23503: insert violates foreign key constraint: there is no " + key);
    }

    static StoreException sameRowTwice(Object key) {
        return notCommitted("21000: ON CONFLICT DO UPDATE command cannot affect row a second time: " + key);
    }

    static StoreException aborted() {
        return notCommitted("25P02: current transaction is aborted");
    }

    static StoreException rolledBack() {
        return notCommitted("57P01: the transaction was rolled back, its connection is gone");
    }

    static StoreException deadlock() {
        String message = "40P01: deadlock detected";
        return new StoreException.SerializationConflict(message, new SqlErrors(message));
    }

    private static StoreException notCommitted(String message) {
        return new StoreException.NotCommitted(message, new SqlErrors(message));
    }
}

package foodcourt.app.runtime;

import foodcourt.port.StoreException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What a database error tells of its transaction. */
final class StoreFailures {
    /** Serialization failure and deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private StoreFailures() {}

    /** Runs a single statement, which is a transaction of its own. */
    static <T> T translated(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataAccessException | TransactionException e) {
            throw beforeCommit(e);
        }
    }

    static StoreException beforeCommit(RuntimeException e) {
        return isConflict(e)
                ? new StoreException.SerializationConflict(message(e), e)
                : new StoreException.NotCommitted(message(e), e);
    }

    /** The database said no (then it has not committed), or said nothing. */
    static StoreException inCommit(RuntimeException e) {
        if (isConflict(e)) {
            return new StoreException.SerializationConflict(message(e), e);
        }
        return sqlState(e).startsWith("23")
                ? new StoreException.NotCommitted(message(e), e)
                : new StoreException.OutcomeUnknown(message(e), e);
    }

    private static boolean isConflict(RuntimeException e) {
        return CONFLICTS.contains(sqlState(e));
    }

    private static String sqlState(RuntimeException e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return root instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    private static String message(RuntimeException e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
}

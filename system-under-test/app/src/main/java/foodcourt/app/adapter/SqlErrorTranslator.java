package foodcourt.app.adapter;

import foodcourt.port.StoreException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/** Translates a database error into what is known of its transaction. */
final class SqlErrorTranslator {
    /** SQLSTATEs of serialization failure and deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** SQLSTATE prefixes of a commit with unknown outcome: connection, server or disk broken, or server shut down. */
    private static final Set<String> OUTCOME_UNKNOWN = Set.of("08", "57P", "58", "XX");

    private SqlErrorTranslator() {}

    /** Runs a single statement, which is a transaction of its own. */
    static <T> T translated(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException e) {
            throw beforeCommit(e);
        } catch (DataAccessException | TransactionException e) {
            throw inCommit(e);
        }
    }

    static StoreException beforeCommit(RuntimeException e) {
        return CONFLICTS.contains(sqlState(e))
                ? new StoreException.SerializationConflict(message(e), e)
                : new StoreException.NotCommitted(message(e), e);
    }

    /** If the database refused a commit, it did not happen; if it gave no answer, the outcome is unknown. */
    static StoreException inCommit(RuntimeException e) {
        String state = sqlState(e);
        return state.isEmpty() || OUTCOME_UNKNOWN.stream().anyMatch(state::startsWith)
                ? new StoreException.OutcomeUnknown(message(e), e)
                : beforeCommit(e);
    }

    /** The SQLSTATE of the first SQL exception in the chain of causes. The root cause may be the socket's exception. */
    private static String sqlState(RuntimeException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .flatMap(sql -> Stream.ofNullable(((SQLException) sql).getSQLState()))
                .findFirst()
                .orElse("");
    }

    private static String message(RuntimeException e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
}

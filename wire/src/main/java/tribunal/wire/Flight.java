package tribunal.wire;

import java.util.List;
import java.util.OptionalInt;

/**
 * A group of messages that a PostgreSQL client sends before it waits for the answer: up to a Sync, or one simple Query.
 *
 * @param route the route's name
 * @param connection its number on the route, from 1
 * @param number of the flight on its connection, from 1; 0 is the startup of the session
 * @param statusBefore the session's state before the flight; UNKNOWN if earlier flights are unanswered
 * @param commit whether it contains COMMIT or END; a single statement outside a transaction commits without either
 * @param backendPid the process id of the server's session, as the server reported it; empty before that
 * @param statements the SQL texts in their order, as far as known; each of at most 8,192 characters
 */
public record Flight(
        String route,
        int connection,
        int number,
        TransactionStatus statusBefore,
        boolean commit,
        OptionalInt backendPid,
        List<String> statements) {
    public Flight {
        statements = List.copyOf(statements);
    }

    /** Whether it has an INSERT, UPDATE, DELETE or MERGE. Writes by COPY and by functions are not recognised. */
    public boolean writes() {
        return statements.stream().anyMatch(SqlCommands::containsWrite);
    }

    /** Whether it is a transaction of its own: outside a transaction block, without opening or ending one. */
    public boolean isTransaction() {
        return statusBefore == TransactionStatus.IDLE
                && !commit
                && statements.stream().noneMatch(SqlCommands::containsBegin);
    }
}

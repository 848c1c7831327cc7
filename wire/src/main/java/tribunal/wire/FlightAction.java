package tribunal.wire;

import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** What the proxy does to a flight. */
public sealed interface FlightAction {
    static FlightAction forward() {
        return new Forward();
    }

    /** The flight and its answer pass. */
    record Forward() implements FlightAction {}

    /**
     * The flight waits in the proxy, and what the client sends after it too. If the client, the server or the route ends
     * meanwhile, the connection ends and the flight is not executed, so that the server frees the session's locks. The
     * client's end is noticed within 50 ms, unless it sent more than 1 MiB after the flight.
     *
     * <p>To hold a flight for a time, give {@code new CompletableFuture<FlightAction>().completeOnTimeout(…)}.
     *
     * @param release completed by its owner with what happens next
     */
    record Hold(CompletableFuture<FlightAction> release) implements FlightAction {}

    /**
     * Both sockets are reset, and the flight is not forwarded. Answers of earlier flights that the client has not waited
     * for are lost too.
     */
    record CutBefore() implements FlightAction {}

    /** The flight is executed; then both sockets are reset, and its answer is not forwarded. */
    record CutAfter() implements FlightAction {}

    /**
     * The client is sent an error instead. A statement without effect replaces the flight at the server, so that the
     * server's transaction fails too: a statement that cannot be parsed, or a ROLLBACK in place of a commit. After
     * errors by which PostgreSQL ends sessions ({@link #isFatal}) the connection is closed.
     *
     * @param sqlState five digits or capital letters, such as 40001
     * @param message the error's text for people
     */
    record Refuse(String sqlState, String message) implements FlightAction {
        private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");
        private static final Pattern FATAL = Pattern.compile("08...|28...|53300|57P0[1-5]|25P03");

        public Refuse {
            if (!SQL_STATE.matcher(sqlState).matches()) {
                throw new IllegalArgumentException(
                        "SQLSTATE \"" + sqlState + "\": give five digits or capital letters, such as 40001");
            }
        }

        /** Whether PostgreSQL ends the session with this error, such as 57P01 and 53300. */
        public boolean isFatal() {
            return FATAL.matcher(sqlState).matches();
        }
    }
}

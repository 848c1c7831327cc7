package tribunal.wire;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What both directions of a PostgreSQL connection know: its state, and the flights whose answers are outstanding. */
final class PostgresSession {
    private final Connection connection;
    private final FlightRule rule;
    private final ConcurrentLinkedQueue<SentFlight> unanswered = new ConcurrentLinkedQueue<>();
    private volatile TransactionStatus status = TransactionStatus.UNKNOWN;
    private volatile OptionalInt backendPid = OptionalInt.empty();
    private volatile boolean copyIn;

    /**
     * A flight on its way to the server, or its replacement.
     *
     * @param extended whether it ends in a Sync
     */
    record SentFlight(Flight flight, FlightAction action, boolean extended) {}

    PostgresSession(Connection connection, FlightRule rule) {
        this.connection = connection;
        this.rule = rule;
    }

    void pump(Direction direction, FrameBuffer frames) throws IOException {
        if (direction == Direction.UPSTREAM) {
            new ClientPump(this, frames).run();
        } else {
            new ServerPump(this, frames).run();
        }
    }

    Connection connection() {
        return connection;
    }

    FlightRule rule() {
        return rule;
    }

    /** The transaction status before a flight that begins now. */
    TransactionStatus statusBefore() {
        return unanswered.isEmpty() ? status : TransactionStatus.UNKNOWN;
    }

    OptionalInt backendPid() {
        return backendPid;
    }

    void backendPid(int pid) {
        backendPid = OptionalInt.of(pid);
    }

    void sent(SentFlight flight) {
        unanswered.add(flight);
    }

    /** The flight that the server is answering. */
    @Nullable
    SentFlight answering() {
        return unanswered.peek();
    }

    /** The server is ready for the next flight. The status is set first: an empty queue makes it visible. */
    void ready(TransactionStatus after) {
        status = after;
        copyIn = false;
        unanswered.poll();
    }

    /** The server takes data of a COPY, and ignores the Sync that ended its flight. */
    void copyIn() {
        SentFlight flight = unanswered.peek();
        copyIn = flight != null && flight.extended();
    }

    /** Whether a Sync of its own ends a COPY instead of being a flight. */
    boolean isCopyIn() {
        return copyIn;
    }

    /** Records why the proxy ends the connection, resets both sockets, and returns what ends the caller's thread. */
    IOException cut(WireEntry entry) {
        record(entry);
        connection.endedBy(Side.PROXY);
        connection.reset();
        return new IOException("cut by a rule");
    }

    void record(WireEntry entry) {
        connection.record(entry);
    }

    long now() {
        return connection.now();
    }
}

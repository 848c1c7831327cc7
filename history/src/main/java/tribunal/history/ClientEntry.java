package tribunal.history;

import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the traffic's clients sent and received. */
public sealed interface ClientEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.CLIENT;
    }

    /** What a client asks for. */
    enum Kind {
        PLACE,
        CANCEL;

        /** The name of a logical operation, {@code kind/customer/requestId}: no two operations have the same. */
        public String operation(String customer, String requestId) {
            return CompositeName.of(name().toLowerCase(Locale.ROOT), customer, requestId);
        }
    }

    /** How one send ended for the client. */
    enum Outcome {
        /** The app said that it is done. */
        ACKNOWLEDGED,
        /** A typed refusal of the domain. */
        REFUSED,
        /** Anything else: time-out, reset, untyped error. */
        INDETERMINATE
    }

    /**
     * A send is about to leave; {@code at} is when.
     *
     * @param operation the logical operation, {@code kind/customer/requestId}: all its sends share it
     * @param send 1 for the first send, one more for each repetition
     * @param intended when the schedule wanted it sent
     */
    record OperationSent(long at, String operation, int send, Kind kind, String order, String customer, long intended)
            implements ClientEntry {}

    /**
     * A send ended.
     *
     * @param version of the order, as acknowledged; 0 if it was not
     * @param status of the order, as acknowledged; null if it was not
     * @param reason the refusal, or what went wrong; null if acknowledged
     */
    record OperationAnswered(
            long at,
            String operation,
            int send,
            Outcome outcome,
            int version,
            @Nullable String status,
            @Nullable String reason)
            implements ClientEntry {}

    /**
     * A subscription was asked for.
     *
     * @param entity {@code order:<id>}, {@code customer:<id>} or {@code board:<restaurant>}
     */
    record Subscribed(long at, String connection, String subscription, String entity) implements ClientEntry {}

    /** A subscription was given up, or its connection was. */
    record Unsubscribed(long at, String connection, String subscription) implements ClientEntry {}

    /** The app answered a ping on this connection: its subscriptions are live. */
    record Ponged(long at, String connection) implements ClientEntry {}

    /** A frame arrived that shows an order. */
    record UpdateReceived(long at, String connection, String subscription, String order, int version, String status)
            implements ClientEntry {}

    /**
     * A frame arrived that shows a restaurant's board.
     *
     * @param revision of the board; each change increases it
     * @param counts orders by status
     */
    record BoardUpdateReceived(
            long at,
            String connection,
            String subscription,
            String restaurant,
            long revision,
            SortedMap<String, Long> counts)
            implements ClientEntry {}
}

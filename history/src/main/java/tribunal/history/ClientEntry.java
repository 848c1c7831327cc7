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
        CANCEL,
        /** Reads one order; nothing changes. */
        READ;

        /** The name of a logical operation, {@code kind/customer/requestId}: no two operations have the same. */
        public String operation(String customer, String requestId) {
            return CompositeName.of(name().toLowerCase(Locale.ROOT), customer, requestId);
        }
    }

    /** What the app must make of the content of a request. */
    enum Content {
        /** Nothing in it is a reason to refuse it. */
        LEGAL,
        /** It must be refused, and has no effect. */
        FORBIDDEN
    }

    /** Who ended a subscription. */
    enum EndedBy {
        CLIENT,
        APP
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
     * @param restaurant where an order is placed; null for other kinds, and in histories older than this field
     * @param total what the items of a placed order cost together, in cents, as the client computes it; null as above
     * @param content what the app must do with the request for its content alone; null for a cancel or a read of legal content, and in
     *     histories older than this field
     */
    record OperationSent(
            long at,
            String operation,
            int send,
            Kind kind,
            String order,
            String customer,
            long intended,
            @Nullable String restaurant,
            @Nullable Long total,
            @Nullable Content content)
            implements ClientEntry {
        /** Without a word about its content. */
        public OperationSent(
                long at,
                String operation,
                int send,
                Kind kind,
                String order,
                String customer,
                long intended,
                @Nullable String restaurant,
                @Nullable Long total) {
            this(at, operation, send, kind, order, customer, intended, restaurant, total, null);
        }

        /** Without what was asked for. */
        public OperationSent(
                long at, String operation, int send, Kind kind, String order, String customer, long intended) {
            this(at, operation, send, kind, order, customer, intended, null, null, null);
        }
    }

    /**
     * A send ended.
     *
     * @param version of the order, as acknowledged; 0 if it was not
     * @param status of the order, as acknowledged; null if it was not
     * @param reason the refusal, or what went wrong; null if acknowledged
     * @param total of the order in cents, as acknowledged; null if it was not, and in histories older than this field
     */
    record OperationAnswered(
            long at,
            String operation,
            int send,
            Outcome outcome,
            int version,
            @Nullable String status,
            @Nullable String reason,
            @Nullable Long total)
            implements ClientEntry {
        /** Without a total. */
        public OperationAnswered(
                long at,
                String operation,
                int send,
                Outcome outcome,
                int version,
                @Nullable String status,
                @Nullable String reason) {
            this(at, operation, send, outcome, version, status, reason, null);
        }
    }

    /**
     * A subscription was asked for.
     *
     * @param entity {@code order:<id>}, {@code customer:<id>} or {@code board:<restaurant>}
     */
    record Subscribed(long at, String connection, String subscription, String entity) implements ClientEntry {}

    /**
     * A subscription ended, by itself or with its connection.
     *
     * @param by who ended it; null in histories older than this field
     */
    record Unsubscribed(
            long at,
            String connection,
            String subscription,
            @Nullable EndedBy by) implements ClientEntry {
        /** Ended by nobody knows whom. */
        public Unsubscribed(long at, String connection, String subscription) {
            this(at, connection, subscription, null);
        }
    }

    /** A ping is about to be sent on this connection, after heal: the app has to answer it. */
    record Pinged(long at, String connection) implements ClientEntry {}

    /** The app answered a ping on this connection: its subscriptions are live. */
    record Ponged(long at, String connection) implements ClientEntry {}

    /**
     * A frame arrived that shows an order.
     *
     * @param total of the order in cents, as shown; null if the frame shows none, and in histories older than this field
     */
    record UpdateReceived(
            long at,
            String connection,
            String subscription,
            String order,
            int version,
            String status,
            @Nullable Long total)
            implements ClientEntry {
        /** Without a total. */
        public UpdateReceived(
                long at, String connection, String subscription, String order, int version, String status) {
            this(at, connection, subscription, order, version, status, null);
        }
    }

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

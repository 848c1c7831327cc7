package tribunal.history;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An observation of the traffic's clients: what they sent and received. */
public sealed interface ClientEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.CLIENT;
    }

    /** The kind of a client's operation. */
    enum Kind {
        PLACE,
        CANCEL,
        /** Reads one entity and changes nothing. */
        READ;

        /** The unique name of a logical operation: {@code kind/customer/requestId}. */
        public String operation(String customer, String requestId) {
            return CompositeName.of(name().toLowerCase(Locale.ROOT), customer, requestId);
        }
    }

    /** The required reaction of the app to a request's content. */
    enum Content {
        /** The content is no reason for a refusal. */
        LEGAL,
        /** The app must refuse the request, which then has no effect. */
        FORBIDDEN
    }

    /** The side that ended a subscription. */
    enum EndedBy {
        CLIENT,
        APP
    }

    /** The outcome of one send for the client. */
    enum Outcome {
        /** The app confirmed the operation. */
        ACKNOWLEDGED,
        /** The app returned a typed refusal of the domain. */
        REFUSED,
        /** Any other outcome: timeout, reset, untyped error. */
        INDETERMINATE
    }

    /**
     * A client is about to send a request, at the time {@code at}.
     *
     * @param operation the logical operation, {@code kind/customer/requestId}, shared by all its sends
     * @param send 1 for the first send, one more for each repetition
     * @param intended the send's time in the schedule
     * @param restaurant restaurant of a new order; null for other kinds, and in histories older than this field
     * @param total price of a new order's items in cents, computed by the client; null like {@code restaurant}
     * @param content the app's required reaction to the content alone; null for a cancel or a read of legal content,
     *     and in histories older than this field
     */
    record OperationSent(
            long at,
            String operation,
            int send,
            Kind kind,
            @JsonAlias("order") String entity,
            @JsonAlias("customer") String actor,
            long intended,
            @Nullable String restaurant,
            @Nullable Long total,
            @Nullable Content content)
            implements ClientEntry {
        public OperationSent(
                long at, String operation, int send, Kind kind, String entity, String actor, long intended) {
            this(at, operation, send, kind, entity, actor, intended, null, null, null);
        }
    }

    /**
     * A send ended.
     *
     * @param version the entity's version, as acknowledged; 0 if not acknowledged
     * @param state the entity's state, as acknowledged; null if not acknowledged
     * @param reason the refusal, or the error; null if acknowledged
     * @param total the order's total in cents, as acknowledged; null if not acknowledged, and in histories older than
     *     this field
     */
    record OperationAnswered(
            long at,
            String operation,
            int send,
            Outcome outcome,
            int version,
            @JsonAlias("status") @Nullable String state,
            @Nullable String reason,
            @Nullable Long total)
            implements ClientEntry {}

    /**
     * A client is about to open a subscription.
     *
     * @param topic {@code order:<id>}, {@code customer:<id>} or {@code board:<restaurant>}
     */
    record Subscribed(
            long at,
            String connection,
            String subscription,
            @JsonAlias("entity") String topic) implements ClientEntry {}

    /**
     * A subscription ended, by itself or with its connection.
     *
     * @param by the side that ended it; null in histories older than this field
     */
    record Unsubscribed(
            long at,
            String connection,
            String subscription,
            @Nullable EndedBy by) implements ClientEntry {}

    /** A client is about to send a ping on this connection, after heal. The app has to answer it. */
    record Pinged(long at, String connection) implements ClientEntry {}

    /** The app answered a ping on this connection: its subscriptions are live. */
    record Ponged(long at, String connection) implements ClientEntry {}

    /**
     * A frame arrived that shows an entity.
     *
     * @param total the order's total in cents, as shown; null if the frame shows none, and in histories older than this
     *     field
     */
    record UpdateReceived(
            long at,
            String connection,
            String subscription,
            @JsonAlias("order") String entity,
            int version,
            @JsonAlias("status") String state,
            @Nullable Long total)
            implements ClientEntry {}

    /**
     * A frame arrived that shows a view, such as a restaurant's board.
     *
     * @param revision the view's revision, which each change increases
     * @param cells a number by name; a board has the number of orders by status
     */
    record ViewReceived(
            long at,
            String connection,
            String subscription,
            @JsonAlias("restaurant") String key,
            long revision,
            @JsonAlias("counts") SortedMap<String, Long> cells)
            implements ClientEntry {}
}

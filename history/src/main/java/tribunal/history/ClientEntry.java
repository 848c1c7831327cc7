package tribunal.history;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An observation of the traffic's clients: what they sent and received. */
public sealed interface ClientEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.CLIENT;
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
     * @param operation the id of the logical operation, shared by all its sends
     * @param send 1 for the first send, one more for each repetition
     * @param name the operation's name in the model
     * @param entity the entity that it is about, {@code type:id}
     * @param intended the send's time in the schedule
     * @param input what the client asks for, by attribute; numbers as decimal digits
     * @param content the app's required reaction to the content alone; null if the client does not judge it
     */
    record OperationSent(
            long at,
            String operation,
            int send,
            String name,
            String entity,
            String actor,
            long intended,
            Map<String, String> input,
            @Nullable Content content)
            implements ClientEntry {
        public OperationSent {
            input = Objects.requireNonNullElse(input, Map.of());
        }

        public OperationSent(
                long at, String operation, int send, String name, String entity, String actor, long intended) {
            this(at, operation, send, name, entity, actor, intended, Map.of(), null);
        }
    }

    /**
     * A send ended.
     *
     * @param version the entity's version, as acknowledged; 0 if not acknowledged
     * @param state the entity's state, as acknowledged; null if not acknowledged
     * @param reason the refusal, or the error; null if acknowledged
     * @param output the attributes that the answer shows
     */
    record OperationAnswered(
            long at,
            String operation,
            int send,
            Outcome outcome,
            int version,
            @Nullable String state,
            @Nullable String reason,
            Map<String, String> output)
            implements ClientEntry {
        public OperationAnswered {
            output = Objects.requireNonNullElse(output, Map.of());
        }
    }

    /**
     * A client is about to open a subscription.
     *
     * @param topic {@code name:key}, with the name of a topic in the model
     */
    record Subscribed(long at, String connection, String subscription, String topic) implements ClientEntry {}

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
     * @param attributes the attributes that the frame shows
     */
    record UpdateReceived(
            long at,
            String connection,
            String subscription,
            String entity,
            int version,
            String state,
            Map<String, String> attributes)
            implements ClientEntry {
        public UpdateReceived {
            attributes = Objects.requireNonNullElse(attributes, Map.of());
        }
    }

    /**
     * A frame arrived that shows a view.
     *
     * @param view the view's name in the model
     * @param key which of the views with this name
     * @param revision the view's revision, which each change increases
     * @param cells a number by name
     */
    record ViewReceived(
            long at,
            String connection,
            String subscription,
            String view,
            String key,
            long revision,
            SortedMap<String, Long> cells)
            implements ClientEntry {}
}

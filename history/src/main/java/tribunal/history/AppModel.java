package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the app under trial promises to do, as an input of the judge: it comes neither from the app's code nor from the
 * verifiers'. What a model does not declare is not judged: each part but {@code name} may be empty.
 *
 * @param attributes of an order, by name: whether a committed value may change
 * @param transitions every legal change of status, with the event that it requires
 * @param functions by name: the event types each must be delivered, and what it does
 * @param finals the statuses in which an order may rest, each with its condition
 * @param ends the statuses in which an order may legally end, by cause: {@code cancel}, {@code charge-refused},
 *     {@code approve-refused}, {@code none-free}, {@code otherwise}
 * @param effects the third parties' kinds, by name
 * @param holding the statuses in which an order may hold a courier
 * @param operations what clients can ask for, by kind: {@code PLACE}, {@code CANCEL}, {@code READ}
 * @param topics what can be subscribed to, by the word before the colon of its name
 * @param engine what the event engine promises about retries; null if nothing
 * @param eventsPerOrder how many events an order can bring about at most; 0 if the model does not say
 */
public record AppModel(
        String name,
        SortedMap<String, Stability> attributes,
        List<Transition> transitions,
        SortedMap<String, Reaction> functions,
        SortedMap<String, FinalCondition> finals,
        SortedMap<String, List<String>> ends,
        SortedMap<String, Effect> effects,
        List<String> holding,
        SortedMap<ClientEntry.Kind, Operation> operations,
        SortedMap<String, Topic> topics,
        @Nullable Engine engine,
        int eventsPerOrder) {

    /** What is absent is empty. */
    public AppModel {
        attributes = orEmpty(attributes);
        transitions = Objects.requireNonNullElse(transitions, List.of());
        functions = orEmpty(functions);
        finals = orEmpty(finals);
        ends = orEmpty(ends);
        effects = orEmpty(effects);
        holding = Objects.requireNonNullElse(holding, List.of());
        operations = orEmpty(operations);
        topics = orEmpty(topics);
    }

    private static <K, V> SortedMap<K, V> orEmpty(@Nullable SortedMap<K, V> map) {
        return map == null ? new TreeMap<>() : map;
    }

    /** Whether an attribute may change once it was committed. */
    public enum Stability {
        @JsonProperty("fixed")
        FIXED,
        @JsonProperty("changing")
        CHANGING
    }

    /**
     * A legal change of status.
     *
     * @param from null for the order's beginning
     * @param requires what must have happened before; null if nothing
     */
    public record Transition(
            @Nullable String from,
            String to,
            String event,
            @Nullable Requirement requires) {
        /** One that requires nothing but its event. */
        public Transition(@Nullable String from, String to, String event) {
            this(from, to, event, null);
        }
    }

    /**
     * What must have happened before a transition commits: one component says which, the others are null.
     *
     * @param applied this kind of effect was applied
     * @param refused this kind of effect was refused
     * @param noneFree this kind of effect found nothing free
     * @param asked a client had sent this kind of operation
     */
    public record Requirement(
            @Nullable String applied,
            @Nullable String refused,
            @Nullable String noneFree,
            ClientEntry.@Nullable Kind asked) {}

    /**
     * Under which condition an order may rest in a status.
     *
     * @param unlessApplied it may not if this kind of effect was ever applied, with an amount above 0 where the kind has
     *     one; null for no condition
     */
    public record FinalCondition(@Nullable String unlessApplied) {
        /** No condition. */
        public static final FinalCondition ALWAYS = new FinalCondition(null);
    }

    /**
     * A function's part.
     *
     * @param events the types it reacts to
     * @param changesState whether it moves orders on
     * @param effects what a delivery that is done must have had applied, by kind, and when it need not
     * @param due how long after its event a delivery becomes due; null for at once
     */
    public record Reaction(
            List<String> events,
            boolean changesState,
            SortedMap<String, Obligation> effects,
            @Nullable Delay due) {
        /** What is absent is empty. */
        public Reaction {
            effects = orEmpty(effects);
        }

        /** One that promises no effect. */
        public Reaction(List<String> events, boolean changesState) {
            this(events, changesState, new TreeMap<>(), null);
        }
    }

    /** Whether an effect must have been applied. */
    public enum Obligation {
        @JsonProperty("always")
        ALWAYS,
        /** Applied, refused, or found closed or nothing free; a refusal counts, for the third party decided. */
        @JsonProperty("unless-moved-on")
        UNLESS_MOVED_ON
    }

    /** A range of delays, in milliseconds. */
    public record Delay(long minMillis, long maxMillis) {}

    /**
     * A kind of effect.
     *
     * @param oncePer {@code order} or {@code event}
     * @param amount {@code total} if its requests must ask for the order's, {@code charged} if it moves what had been
     *     charged, whatever its requests ask for; null if the kind has no amount
     * @param closes the kind that does nothing any more once this one was applied: both share a key; null for none
     */
    public record Effect(
            String oncePer,
            @Nullable String amount,
            @Nullable String closes) {
        /** One that closes none. */
        public Effect(String oncePer, @Nullable String amount) {
            this(oncePer, amount, null);
        }

        /** One without an amount. */
        public Effect(String oncePer) {
            this(oncePer, null);
        }

        /** Each event has one of its own; else there is one for each order. */
        public boolean isPerEvent() {
            return oncePer.equals("event");
        }
    }

    /**
     * What an operation does.
     *
     * @param equals the attributes whose committed values are those that were asked for
     * @param to the status that it brings about; null if it changes none
     * @param by the attribute that names the only one who may ask: {@code customer}; null if anybody may
     */
    public record Operation(
            List<String> equals,
            @Nullable String to,
            @Nullable String by) {
        /** What is absent is empty. */
        public Operation {
            equals = Objects.requireNonNullElse(equals, List.of());
        }
    }

    /**
     * What a subscription shows.
     *
     * @param by the attribute that its name selects: {@code id}, or one of the model's attributes
     * @param view whether it shows a view (a restaurant's board) and not orders
     * @param repeatedFrames how often the same version may be shown again
     */
    public record Topic(String by, boolean view, int repeatedFrames) {}

    /**
     * What the event engine promises.
     *
     * @param backOff between failed attempts
     */
    public record Engine(BackOff backOff) {}

    /**
     * Pauses between failed attempts.
     *
     * @param firstMillis before the second attempt, in milliseconds
     * @param factor by which each pause is longer than the one before
     * @param capMillis the longest pause, in milliseconds
     * @param jitter by how much a pause may differ from this, as a share: 0.25 for ±25%
     */
    public record BackOff(long firstMillis, double factor, long capMillis, double jitter) {}

    /** The transition between two statuses, if it is legal. */
    public Optional<Transition> transition(@Nullable String from, String to) {
        for (Transition t : transitions) {
            if (t.to().equals(to) && Objects.equals(t.from(), from)) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** The functions that an event of this type must be delivered to, in alphabetical order. */
    public List<String> functionsOf(String eventType) {
        return functions.entrySet().stream()
                .filter(f -> f.getValue().events().contains(eventType))
                .map(Map.Entry::getKey)
                .toList();
    }
}

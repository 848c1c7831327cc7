package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The promises of the app under test, as data for the judge, independent of the app's code and of the verifiers.
 * Undeclared promises are not judged; each part except {@code name} may be empty.
 *
 * @param attributes attributes of an order by name: whether a committed value may change
 * @param transitions every legal change of status, with the event that it requires
 * @param functions by name: the event types that each function must receive, and what it does
 * @param finalStates statuses in which an order may remain, each with its condition
 * @param endsByCause statuses in which an order may legally end, by cause: {@code cancel}, {@code charge-refused},
 *     {@code approve-refused}, {@code none-free}, {@code otherwise}
 * @param effects kinds of effects at third parties, by name
 * @param statesWithCourier statuses in which an order may hold a courier
 * @param operations clients' operations, by kind: {@code PLACE}, {@code CANCEL}, {@code READ}
 * @param topics subscription topics, by the word before the colon in the topic's name
 * @param engine promises about retries; null if there are none
 * @param eventsPerOrder maximum number of events of one order; 0 if undeclared
 */
public record AppModel(
        String name,
        SortedMap<String, Stability> attributes,
        List<Transition> transitions,
        SortedMap<String, FunctionTask> functions,
        @JsonProperty("finals") SortedMap<String, FinalCondition> finalStates,
        @JsonProperty("ends") SortedMap<String, List<String>> endsByCause,
        SortedMap<String, Effect> effects,
        @JsonProperty("holding") List<String> statesWithCourier,
        SortedMap<ClientEntry.Kind, Operation> operations,
        SortedMap<String, Topic> topics,
        @Nullable Engine engine,
        int eventsPerOrder) {

    /** Replaces absent parts by empty ones. */
    public AppModel {
        attributes = orEmpty(attributes);
        transitions = Objects.requireNonNullElse(transitions, List.of());
        functions = orEmpty(functions);
        finalStates = orEmpty(finalStates);
        endsByCause = orEmpty(endsByCause);
        effects = orEmpty(effects);
        statesWithCourier = Objects.requireNonNullElse(statesWithCourier, List.of());
        operations = orEmpty(operations);
        topics = orEmpty(topics);
    }

    /** Returns this model with the range that a run sets for the delays of this setting. */
    public AppModel with(String setting, Duration min, Duration max) {
        SortedMap<String, FunctionTask> changed = new TreeMap<>(functions);
        changed.replaceAll((_, r) -> r.due() == null || !setting.equals(r.due().setting())
                ? r
                : new FunctionTask(
                        r.events(), r.changesState(), r.effects(), new Delay(min.toMillis(), max.toMillis(), setting)));
        return new AppModel(
                name,
                attributes,
                transitions,
                changed,
                finalStates,
                endsByCause,
                effects,
                statesWithCourier,
                operations,
                topics,
                engine,
                eventsPerOrder);
    }

    private static <K, V> SortedMap<K, V> orEmpty(@Nullable SortedMap<K, V> map) {
        return map == null ? new TreeMap<>() : map;
    }

    /** Whether an attribute may change after its first commit. */
    public enum Stability {
        @JsonProperty("fixed")
        FIXED,
        @JsonProperty("changing")
        CHANGING
    }

    /**
     * A legal change of status.
     *
     * @param from the status before; null for a new order
     * @param requires what must have happened before; null if nothing
     */
    public record Transition(
            @Nullable String from,
            String to,
            String event,
            @Nullable Precondition requires) {}

    /**
     * What must have happened before a transition commits; exactly one component is set.
     *
     * @param applied an effect of this kind was applied
     * @param refused an effect of this kind was refused
     * @param noneFree an effect of this kind found nothing free
     * @param asked a client sent an operation of this kind
     */
    public record Precondition(
            @Nullable String applied,
            @Nullable String refused,
            @Nullable String noneFree,
            ClientEntry.@Nullable Kind asked) {
        /** Whether it asks for a decision of a third party about this kind of effect. */
        public boolean concerns(String kind) {
            return kind.equals(applied) || kind.equals(refused) || kind.equals(noneFree);
        }
    }

    /**
     * The condition under which an order may remain in a status.
     *
     * @param unlessApplied forbids it once an effect of this kind was applied, with an amount above 0 if the kind has
     *     amounts; null for no condition
     */
    public record FinalCondition(@Nullable String unlessApplied) {
        public static final FinalCondition ALWAYS = new FinalCondition(null);
    }

    /**
     * A function's task.
     *
     * @param events event types that it reacts to
     * @param changesState whether it advances orders to their next status
     * @param effects kinds of effects that a finished delivery must have applied, each with its exceptions
     * @param due delay from the event until a delivery becomes due; null for none
     */
    public record FunctionTask(
            List<String> events,
            boolean changesState,
            SortedMap<String, Obligation> effects,
            @Nullable Delay due) {
        public FunctionTask {
            effects = orEmpty(effects);
        }

        public FunctionTask(List<String> events, boolean changesState) {
            this(events, changesState, new TreeMap<>(), null);
        }
    }

    /** Whether an effect must have been applied. */
    public enum Obligation {
        @JsonProperty("always")
        ALWAYS,
        /**
         * Must be applied or refused, or find its key closed or nothing free. A refusal counts because the third party
         * decided.
         */
        @JsonProperty("unless-moved-on")
        UNLESS_MOVED_ON
    }

    /**
     * A range of delays.
     *
     * @param minMillis minimum, in milliseconds
     * @param maxMillis maximum, in milliseconds
     * @param setting the run's setting that replaces the range; null for none
     */
    public record Delay(
            long minMillis, long maxMillis, @Nullable String setting) {}

    /**
     * A kind of effect.
     *
     * @param oncePer {@code order} or {@code event}
     * @param amount {@code total} if its requests must ask for the order's total; {@code charged} if it moves the
     *     amount charged before, regardless of its requests; null if the kind has no amount
     * @param closes the kind that this one disables, sharing its key; null for none
     */
    public record Effect(
            String oncePer,
            @Nullable String amount,
            @Nullable String closes) {
        /** Whether each event has its own effect of this kind; otherwise each order has one. */
        public boolean isPerEvent() {
            return oncePer.equals("event");
        }
    }

    /**
     * The result of an operation.
     *
     * @param attributesAsRequested attributes whose committed values must equal the requested ones
     * @param to the resulting status; null if the operation changes none
     * @param requesterAttribute the attribute that names the only permitted requester: {@code customer}; null for
     *     anybody
     */
    public record Operation(
            @JsonProperty("equals") List<String> attributesAsRequested,
            @Nullable String to,
            @JsonProperty("by") @Nullable String requesterAttribute) {
        public Operation {
            attributesAsRequested = Objects.requireNonNullElse(attributesAsRequested, List.of());
        }
    }

    /**
     * The content of a subscription.
     *
     * @param selectorAttribute the attribute that the topic selects: {@code id}, or one of the model's attributes
     * @param view whether it shows a view (a restaurant's board) instead of orders
     * @param repeatedFrames how often the same version may be shown again
     */
    public record Topic(@JsonProperty("by") String selectorAttribute, boolean view, int repeatedFrames) {}

    /**
     * The event engine's promises about retries.
     *
     * @param backOff pauses between failed attempts
     */
    public record Engine(BackOff backOff) {}

    /**
     * Pauses between failed attempts.
     *
     * @param firstMillis the pause before the second attempt, in milliseconds
     * @param factor the ratio of each pause to the one before
     * @param capMillis the longest pause, in milliseconds
     * @param jitter the maximum deviation of a pause, as a share: 0.25 for ±25%
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

    /** Whether this function advances orders to their next status; false for an undeclared function. */
    public boolean changesState(String function) {
        return Optional.ofNullable(functions.get(function))
                .filter(FunctionTask::changesState)
                .isPresent();
    }

    /** Whether each event has its own effect of this kind; false for an undeclared kind. */
    public boolean isPerEvent(String kind) {
        return Optional.ofNullable(effects.get(kind)).filter(Effect::isPerEvent).isPresent();
    }

    /** The functions that must receive events of this type, in alphabetical order. */
    public List<String> functionsOf(String eventType) {
        return functions.entrySet().stream()
                .filter(f -> f.getValue().events().contains(eventType))
                .map(Map.Entry::getKey)
                .toList();
    }
}

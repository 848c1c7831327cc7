package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.EntityType.Transition;

/**
 * The promises of an app under test, as data for the judge, independent of the app's code and of the verifiers.
 * Undeclared promises are not judged; each part except {@code name} may be empty. {@code docs/model.md} describes the
 * file.
 *
 * @param entities types of entities, by the word before the colon in an entity's id
 * @param operations clients' operations, by name
 * @param functions by name: the event types that each function must receive, and what it does
 * @param effects kinds of effects at third parties, by name
 * @param accounts balances that effects change, by name
 * @param resources what effects take and give back, by name
 * @param views read models, by name
 * @param races situations that traffic should reach, by name
 * @param topics subscription topics, by the word before the colon in the topic's name
 * @param engine promises about retries, and what can be seen of them; null if there are none
 * @param limits times and counts for histories that set none in {@code RunStarted}; null if undeclared
 */
public record AppModel(
        String name,
        SortedMap<String, EntityType> entities,
        SortedMap<String, Operation> operations,
        SortedMap<String, FunctionTask> functions,
        SortedMap<String, Effect> effects,
        SortedMap<String, Account> accounts,
        SortedMap<String, Resource> resources,
        SortedMap<String, View> views,
        SortedMap<String, Race> races,
        SortedMap<String, Topic> topics,
        @Nullable Engine engine,
        @Nullable JudgeLimits limits) {
    /** The part of an entity's id or a topic's name before the colon; the whole text if it has none. */
    public static String typeOf(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** The part of an entity's id or a topic's name after the colon; the whole text if it has none. */
    public static String keyOf(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    /** Replaces absent parts by empty ones. */
    public AppModel {
        entities = orEmpty(entities);
        operations = orEmpty(operations);
        functions = orEmpty(functions);
        effects = orEmpty(effects);
        accounts = orEmpty(accounts);
        resources = orEmpty(resources);
        views = orEmpty(views);
        races = orEmpty(races);
        topics = orEmpty(topics);
    }

    /** Returns this model with the range that a run sets for the delays of this setting. */
    public AppModel with(String setting, Duration min, Duration max) {
        SortedMap<String, FunctionTask> changed = new TreeMap<>(functions);
        changed.replaceAll(
                (_, task) -> task.due() == null || !setting.equals(task.due().setting())
                        ? task
                        : new FunctionTask(
                                task.events(),
                                task.changesState(),
                                task.effects(),
                                new Delay(min.toMillis(), max.toMillis(), setting)));
        return new AppModelBuilder(this).functions(changed).build();
    }

    static <K, V> SortedMap<K, V> orEmpty(@Nullable SortedMap<K, V> map) {
        return map == null ? new TreeMap<>() : map;
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    /**
     * A client's operation; exactly one of {@code creates}, {@code changes} and {@code reads} is set.
     *
     * @param creates the type of entity that it creates
     * @param changes the type of entity that it changes
     * @param reads the type of entity that it reads
     * @param to the resulting state; null if it changes none
     * @param equalInput attributes whose committed values must equal an input of the request, by the input's name or
     *     {@code actor}
     * @param requesterAttribute the attribute that names the only permitted requester; null for anybody
     */
    public record Operation(
            @Nullable String creates,
            @Nullable String changes,
            @Nullable String reads,
            @Nullable String to,
            @JsonProperty("equals") SortedMap<String, String> equalInput,
            @JsonProperty("by") @Nullable String requesterAttribute) {
        /** The word for the requester in {@link #equalInput}. */
        public static final String ACTOR = "actor";

        public Operation {
            equalInput = orEmpty(equalInput);
        }
    }

    /**
     * A function's task.
     *
     * @param events event types that it reacts to
     * @param changesState whether it advances entities to their next state
     * @param effects kinds of effects that a finished delivery must have applied, each with its exceptions
     * @param due delay from the event until a delivery becomes due; null for none
     */
    public record FunctionTask(
            List<String> events,
            boolean changesState,
            SortedMap<String, Obligation> effects,
            @Nullable Delay due) {
        public FunctionTask {
            events = orEmpty(events);
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

    /** For what an effect must be unique. */
    public enum Scope {
        @JsonProperty("entity")
        ENTITY,
        @JsonProperty("event")
        EVENT
    }

    /** The direction in which an effect changes an account. */
    public enum Direction {
        @JsonProperty("+")
        ADDS,
        @JsonProperty("-")
        TAKES
    }

    /**
     * A kind of effect.
     *
     * @param oncePer for what it must be unique
     * @param quantity the attribute whose value each request must ask for; null if requests may ask for anything
     * @param account the account that its quantity changes; null for none
     * @param sign the direction; null without an account
     * @param takes the kind of resource that it takes; null for none
     * @param gives the kind of resource that it gives back; null for none
     * @param closes the kind that this one disables, sharing its key; null for none
     * @param past its past participle, for sentences: {@code charged}; null for "given" and its name
     */
    public record Effect(
            Scope oncePer,
            @Nullable String quantity,
            @Nullable String account,
            @Nullable Direction sign,
            @Nullable String takes,
            @Nullable String gives,
            @Nullable String closes,
            @Nullable String past) {
        /** Whether each event has its own effect of this kind; otherwise each entity has one. */
        public boolean isPerEvent() {
            return oncePer == Scope.EVENT;
        }
    }

    /**
     * A balance of each entity, which effects increase and decrease. It never falls below 0.
     *
     * @param atEnd the balance in a final state: the name of an attribute, or {@code 0}; other states may have any
     * @param unit the word for what is counted, in whole numbers: {@code points}; null for an amount of money, in
     *     hundredths
     */
    public record Account(
            SortedMap<String, String> atEnd, @Nullable String unit) {
        /** In place of an attribute: nothing is left in the account. */
        public static final String ZERO = "0";

        public Account {
            atEnd = orEmpty(atEnd);
        }

        public Account(SortedMap<String, String> atEnd) {
            this(atEnd, null);
        }
    }

    /**
     * A kind of thing that one entity holds at a time.
     *
     * @param heldOnlyIn states in which an entity may hold one in the end
     */
    public record Resource(List<String> heldOnlyIn) {
        public Resource {
            heldOnlyIn = orEmpty(heldOnlyIn);
        }
    }

    /**
     * A read model: for each value of an attribute it counts the entities in each state.
     *
     * @param shows the type of entity that it counts
     * @param by the attribute whose values are the views' keys
     */
    public record View(String shows, String by) {}

    /**
     * An effect that comes too late: it was requested after its entity had reached a state.
     *
     * @param effect the kind of effect
     * @param after the state
     */
    public record Race(String effect, String after) {}

    /**
     * The content of a subscription: entities or a view.
     *
     * @param shows the type of entity; null for a view
     * @param by the attribute that the topic selects, or {@code id}; null for a view
     * @param view the view; null for entities
     * @param repeatedFrames how often the same version may be shown again
     */
    public record Topic(
            @Nullable String shows,
            @Nullable String by,
            @Nullable String view,
            int repeatedFrames) {
        /** The word for the id of an entity in {@code by}. */
        public static final String ID = "id";
    }

    /**
     * The event engine: its promises about retries, and what the history shows of it.
     *
     * @param backOff pauses between failed attempts; null if undeclared
     * @param claims whether the history records which attempt claimed a delivery; observed if undeclared
     * @param settles whether the history records how deliveries were settled; observed if undeclared
     * @param fencing whether the history records the token of the claim that settled a delivery, so that a settle by an
     *     outdated claim shows; observed if undeclared
     */
    public record Engine(
            @Nullable BackOff backOff,
            @Nullable Visibility claims,
            @Nullable Visibility settles,
            @Nullable Visibility fencing) {}

    /** Whether a history records something. */
    public enum Visibility {
        @JsonProperty("observed")
        OBSERVED,
        @JsonProperty("none")
        NONE
    }

    /**
     * Pauses between failed attempts.
     *
     * @param firstMillis the pause before the second attempt, in milliseconds
     * @param factor the ratio of each pause to the one before
     * @param capMillis the longest pause, in milliseconds
     * @param jitter the maximum deviation of a pause, as a share: 0.25 for ±25%
     */
    public record BackOff(long firstMillis, double factor, long capMillis, double jitter) {}

    /** The type of the entity with this id; one of which nothing is declared if the model does not have it. */
    public EntityType entity(String id) {
        return entities.getOrDefault(typeOf(id), EntityType.UNDECLARED);
    }

    /** The transition of this entity between two states, if it is legal. */
    public Optional<Transition> transition(String id, @Nullable String from, String to) {
        return entity(id).transition(from, to);
    }

    /** Whether this entity may remain in this state. */
    public boolean isFinal(String id, String state) {
        return entity(id).finalStates().containsKey(state);
    }

    /** Every transition of every type. */
    public List<Transition> transitions() {
        return entities.values().stream()
                .flatMap(type -> type.transitions().stream())
                .toList();
    }

    /** Whether the operation with this name reads and changes nothing; false for an undeclared operation. */
    public boolean isRead(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .filter(declared -> declared.reads() != null)
                .isPresent();
    }

    /** Whether the operation with this name creates its entity; false for an undeclared operation. */
    public boolean isCreation(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .filter(declared -> declared.creates() != null)
                .isPresent();
    }

    /** Whether this function advances entities to their next state; false for an undeclared function. */
    public boolean changesState(String function) {
        return Optional.ofNullable(functions.get(function))
                .filter(FunctionTask::changesState)
                .isPresent();
    }

    /** Whether each event has its own effect of this kind; false for an undeclared kind. */
    public boolean isPerEvent(String kind) {
        return Optional.ofNullable(effects.get(kind)).filter(Effect::isPerEvent).isPresent();
    }

    /** What was done to an entity that has an effect of this kind: {@code charged}. */
    public String past(String kind) {
        return Optional.ofNullable(effects.get(kind)).map(Effect::past).orElse("given " + kind);
    }

    /** Whether an attribute is a quantity: effects ask for it, or an account must have it. */
    public boolean isQuantity(String attribute) {
        return effects.values().stream().anyMatch(effect -> attribute.equals(effect.quantity()))
                || accounts.values().stream()
                        .anyMatch(account -> account.atEnd().containsValue(attribute));
    }

    /** The unit of an effect's quantities: that of its account; empty for amounts of money. */
    public Optional<String> unit(String kind) {
        return Optional.ofNullable(effects.get(kind)).flatMap(this::unit);
    }

    private Optional<String> unit(Effect effect) {
        return Optional.ofNullable(effect.account())
                .flatMap(account -> Optional.ofNullable(accounts.get(account)))
                .map(Account::unit);
    }

    /** The unit of an attribute that is a quantity; empty for amounts of money. */
    public Optional<String> unitOfAttribute(String attribute) {
        Stream<String> asked = effects.values().stream()
                .filter(effect -> attribute.equals(effect.quantity()))
                .flatMap(effect -> unit(effect).stream());
        Stream<String> kept = accounts.values().stream()
                .filter(account -> account.atEnd().containsValue(attribute))
                .flatMap(account -> Optional.ofNullable(account.unit()).stream());
        return Stream.concat(asked, kept).findFirst();
    }

    /** Whether a history shows claims of deliveries. */
    public boolean observesClaims() {
        return engine == null || engine.claims() != Visibility.NONE;
    }

    /** Whether a history shows how deliveries were settled. */
    public boolean observesSettles() {
        return engine == null || engine.settles() != Visibility.NONE;
    }

    /** Whether a history shows by which claim a delivery was settled. */
    public boolean observesFencing() {
        return engine == null || engine.fencing() != Visibility.NONE;
    }

    /** The functions that must receive events of this type, in alphabetical order. */
    public List<String> functionsOf(String eventType) {
        return functions.entrySet().stream()
                .filter(f -> f.getValue().events().contains(eventType))
                .map(Map.Entry::getKey)
                .toList();
    }
}

package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type of entities.
 *
 * @param attributes attributes in addition to the state, by name: whether a committed value may change
 * @param transitions every legal change of state, with the event that it requires
 * @param finalStates states in which an entity may remain, each with its condition
 * @param outcomes the final states that are legal after what happened to an entity
 * @param eventsMax maximum number of events of one entity; 0 if undeclared
 */
public record EntityType(
        SortedMap<String, Stability> attributes,
        List<Transition> transitions,
        @JsonProperty("finals") SortedMap<String, FinalCondition> finalStates,
        List<Outcome> outcomes,
        int eventsMax) {
    /** A type of which nothing is declared. */
    public static final EntityType UNDECLARED =
            new EntityType(new TreeMap<>(), List.of(), new TreeMap<>(), List.of(), 0);

    public EntityType {
        attributes = AppModel.orEmpty(attributes);
        transitions = AppModel.orEmpty(transitions);
        finalStates = AppModel.orEmpty(finalStates);
        outcomes = AppModel.orEmpty(outcomes);
    }

    /** The transition between two states, if it is legal. */
    public Optional<Transition> transition(@Nullable String from, String to) {
        for (Transition t : transitions) {
            if (t.to().equals(to) && Objects.equals(t.from(), from)) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** The final states to which nothing but the functions leads. */
    public List<String> regularEnds() {
        return outcomes.stream()
                .filter(outcome -> outcome.after() == null)
                .flatMap(outcome -> outcome.states().stream())
                .toList();
    }

    /** Whether an attribute may change after its first commit. */
    public enum Stability {
        @JsonProperty("fixed")
        FIXED,
        @JsonProperty("changing")
        CHANGING
    }

    /**
     * A legal change of state.
     *
     * @param from the state before; null for a new entity
     * @param event the type of the event that belongs to it
     * @param requires what must have happened before; null if nothing
     */
    public record Transition(
            @Nullable String from,
            String to,
            String event,
            @Nullable Cause requires) {}

    /**
     * What can happen to an entity; exactly one component is set.
     *
     * @param applied an effect of this kind was applied
     * @param refused an effect of this kind was refused
     * @param noneFree an effect of this kind found nothing free
     * @param asked a client sent this operation
     * @param acknowledged this operation was acknowledged; only for outcomes
     */
    public record Cause(
            @Nullable String applied,
            @Nullable String refused,
            @Nullable String noneFree,
            @Nullable String asked,
            @Nullable String acknowledged) {
        /** Whether it is a decision of a third party about this kind of effect. */
        public boolean concerns(String kind) {
            return kind.equals(applied) || kind.equals(refused) || kind.equals(noneFree);
        }

        /** In a few words: {@code charge refused}. */
        public String text() {
            return Stream.of(
                            text(applied, "applied"),
                            text(refused, "refused"),
                            text(noneFree, "found nothing free"),
                            text(asked, "asked for"),
                            text(acknowledged, "acknowledged"))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse("nothing");
        }

        private static Optional<String> text(@Nullable String what, String how) {
            return Optional.ofNullable(what).map(word -> word + " " + how);
        }
    }

    /**
     * The condition under which an entity may remain in a state.
     *
     * @param unlessApplied forbids it once an effect of this kind was applied, with a quantity above 0 if the kind has
     *     quantities; null for no condition
     */
    public record FinalCondition(@Nullable String unlessApplied) {
        public static final FinalCondition ALWAYS = new FinalCondition(null);
    }

    /**
     * The final states that are legal after a cause.
     *
     * @param after the cause; null if no third party refused, or found nothing free
     */
    public record Outcome(
            @Nullable Cause after, @JsonProperty("in") List<String> states) {
        public Outcome {
            states = AppModel.orEmpty(states);
        }
    }
}

package tribunal.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the app under trial promises to do, as an input of the judge: it comes neither from the app's code nor from the
 * verifiers'.
 *
 * @param transitions every legal change of status, with the event that it requires
 * @param functions by name: the event types each must be delivered
 * @param finals the statuses in which an order may rest
 * @param ends the statuses in which an order may legally end, by cause: {@code cancel}, {@code charge-refused},
 *     {@code approve-refused}, {@code none-free}, {@code otherwise}
 * @param effects the third parties' kinds, by name
 * @param holding the statuses in which an order may hold a courier
 * @param eventsPerOrder how many events an order can bring about at most; 0 if nobody says
 */
public record Model(
        String name,
        List<Transition> transitions,
        SortedMap<String, Reaction> functions,
        List<String> finals,
        SortedMap<String, List<String>> ends,
        SortedMap<String, Effect> effects,
        List<String> holding,
        int eventsPerOrder) {

    /** A legal change of status; {@code from} is null for the order's beginning. */
    public record Transition(@Nullable String from, String to, String event) {}

    /**
     * A function's part.
     *
     * @param events the types it reacts to
     * @param changesState whether it moves orders on
     */
    public record Reaction(List<String> events, boolean changesState) {}

    /** Over what an effect must be unique: {@code order} or {@code event}. */
    public record Effect(String oncePer) {}

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

package tribunal.fault.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Transition;

/** A type of event that orders can have, with the functions that receive it. */
public record PlannedEvent(String type, List<String> functions) {
    /** The maximum number of deliveries of one order, over all of its paths. */
    public static int deliveriesMax(AppModel model) {
        return deliveriesMax(model, null, longestPath(model));
    }

    private static int longestPath(AppModel model) {
        return model.entities().values().stream()
                .mapToInt(EntityType::eventsMax)
                .max()
                .orElse(0);
    }

    private static int deliveriesMax(AppModel model, @Nullable String from, int events) {
        return model.transitions().stream()
                .filter(t -> events > 0 && Objects.equals(t.from(), from))
                .mapToInt(t -> model.functionsOf(t.event()).size() + deliveriesMax(model, t.to(), events - 1))
                .max()
                .orElse(0);
    }

    /**
     * The events of an order without faults: the shortest path from its beginning to a regular end.
     *
     * @throws IllegalArgumentException if the model has no such path
     */
    public static List<PlannedEvent> happyPath(AppModel model) {
        List<String> ends = model.entities().values().stream()
                .flatMap(type -> type.regularEnds().stream())
                .toList();
        Deque<List<Transition>> paths = new ArrayDeque<>(List.of(List.of()));
        Set<String> visited = new LinkedHashSet<>();
        while (!paths.isEmpty()) {
            List<Transition> path = paths.removeFirst();
            String status = path.isEmpty() ? null : path.getLast().to();
            if (status != null && ends.contains(status)) {
                return path.stream()
                        .map(t -> new PlannedEvent(t.event(), model.functionsOf(t.event())))
                        .toList();
            }
            model.transitions().stream()
                    .filter(t -> Objects.equals(t.from(), status) && visited.add(t.to()))
                    .forEach(t -> paths.addLast(
                            Stream.concat(path.stream(), Stream.of(t)).toList()));
        }
        throw new IllegalArgumentException("the model " + model.name() + " leads to none of " + ends);
    }
}

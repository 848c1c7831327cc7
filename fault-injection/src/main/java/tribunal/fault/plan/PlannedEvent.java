package tribunal.fault.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Transition;

/** An event that orders can have, with the functions that it is delivered to. */
public record PlannedEvent(String type, List<String> functions) {
    /** What nobody but the customer brings about. */
    private static final String CANCELLED = "OrderCancelled";

    private static final String FIRST = "OrderPlaced";

    public PlannedEvent {
        functions = List.copyOf(functions);
    }

    /** Whether an order that goes its customer's way can have it at all. */
    boolean canHappenTo(PlannedOrder order) {
        return !type.equals(CANCELLED) || order.cancels();
    }

    /** Whether an order is sure enough to have it to count on it: after a cancel nobody knows how far the chain came. */
    boolean canBeCountedOn(PlannedOrder order) {
        return !order.cancels() || type.equals(FIRST);
    }

    /** Every event of the model, in its order. */
    public static List<PlannedEvent> all(AppModel model) {
        return model.transitions().stream()
                .map(Transition::event)
                .distinct()
                .map(type -> new PlannedEvent(type, model.functionsOf(type)))
                .toList();
    }

    /** How many deliveries an order can have at most, whichever way it goes. */
    public static int deliveriesMax(AppModel model) {
        return deliveriesMax(model, null, model.eventsPerOrder());
    }

    private static int deliveriesMax(AppModel model, @Nullable String from, int events) {
        return model.transitions().stream()
                .filter(t -> events > 0 && Objects.equals(t.from(), from))
                .mapToInt(t -> model.functionsOf(t.event()).size() + deliveriesMax(model, t.to(), events - 1))
                .max()
                .orElse(0);
    }

    /**
     * The events of an order that nothing befalls: the shortest way from nothing to where such an order ends.
     *
     * @throws IllegalArgumentException if the model has no such way
     */
    public static List<PlannedEvent> happyPath(AppModel model) {
        List<String> ends = model.ends().getOrDefault("otherwise", List.of());
        Deque<List<Transition>> ways = new ArrayDeque<>(List.of(List.of()));
        Set<String> visited = new LinkedHashSet<>();
        while (!ways.isEmpty()) {
            List<Transition> way = ways.removeFirst();
            String status = way.isEmpty() ? null : way.getLast().to();
            if (status != null && ends.contains(status)) {
                return way.stream()
                        .map(t -> new PlannedEvent(t.event(), model.functionsOf(t.event())))
                        .toList();
            }
            model.transitions().stream()
                    .filter(t -> Objects.equals(t.from(), status) && visited.add(t.to()))
                    .forEach(t -> ways.addLast(and(way, t)));
        }
        throw new IllegalArgumentException("the model " + model.name() + " leads to none of " + ends);
    }

    private static List<Transition> and(List<Transition> way, Transition next) {
        List<Transition> longer = new ArrayList<>(way);
        longer.add(next);
        return longer;
    }
}

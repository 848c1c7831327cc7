package tribunal.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An order that a customer is to place.
 *
 * @param requestId what the customer calls the request
 * @param order the id that the app will give it
 * @param at when, since the schedule's beginning
 * @param besides what else the customer does about it
 */
public record Placement(
        String requestId,
        String order,
        Duration at,
        String restaurant,
        List<Item> items,
        Journey journey,
        List<Step> besides) {
    public Placement {
        items = List.copyOf(items);
        besides = List.copyOf(besides);
    }

    /** A line of it; the price of one piece, in cents. */
    public record Item(String dish, int quantity, int price) {}

    /** What it costs, in cents. */
    public long total() {
        return items.stream().mapToLong(i -> (long) i.quantity() * i.price()).sum();
    }

    /** All that the customer does about it; what is at the same time is in the order in which it is done. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        besides.stream().filter(Step.Watch.class::isInstance).forEach(steps::add);
        steps.add(new Step.Place(at, this, journey == Journey.IMPATIENT));
        besides.stream().filter(step -> !(step instanceof Step.Watch)).forEach(steps::add);
        return steps;
    }
}

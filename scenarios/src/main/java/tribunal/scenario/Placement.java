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
    private static final int LINES_MAX = 100;
    private static final long TOTAL_MAX = 1_000_000_000;

    public Placement {
        items = List.copyOf(items);
        besides = List.copyOf(besides);
    }

    /** A line of it; the price of one piece, in cents. */
    public record Item(String dish, int quantity, int price) {
        private static final int QUANTITY_MAX = 1_000;
        private static final int PRICE_MAX = 1_000_000;

        private boolean isLegal() {
            return !dish.isBlank() && quantity >= 1 && quantity <= QUANTITY_MAX && price >= 0 && price <= PRICE_MAX;
        }
    }

    /** What it costs, in cents. */
    public long total() {
        return items.stream().mapToLong(i -> (long) i.quantity() * i.price()).sum();
    }

    /**
     * Whether the app must take it for its content, and else must refuse it: 1 to 100 lines, each with a name that is not
     * blank, a quantity of 1 to 1,000 and a price of 0 to 10,000.00, and a total of 10,000,000.00 at most.
     */
    public boolean isLegal() {
        return !items.isEmpty()
                && items.size() <= LINES_MAX
                && items.stream().allMatch(Item::isLegal)
                && total() <= TOTAL_MAX;
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

package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.Content;
import tribunal.scenario.Journey;

/**
 * An order that a customer is to place.
 *
 * @param requestId what the customer calls the request
 * @param order the id that the app will give it
 * @param at when, since the schedule's beginning
 * @param besides what else the customer does about it
 */
public record OrderPlacement(
        String requestId,
        String order,
        Duration at,
        String restaurant,
        List<Item> items,
        Journey journey,
        List<CustomerStep> besides) {
    private static final int LINES_MAX = 100;
    private static final int NAME_MAX = 128;
    private static final long TOTAL_MAX = 1_000_000_000;

    public OrderPlacement {
        items = List.copyOf(items);
        besides = List.copyOf(besides);
    }

    /** A line of it; the price of one piece, in cents. */
    public record Item(String dish, int quantity, int price) {
        private static final int QUANTITY_MAX = 1_000;
        private static final int PRICE_MAX = 1_000_000;
        private static final int DISH_MAX = 100;

        private boolean isLegal() {
            return !dish.isBlank()
                    && isText(dish, DISH_MAX)
                    && quantity >= 1
                    && quantity <= QUANTITY_MAX
                    && price >= 0
                    && price <= PRICE_MAX;
        }
    }

    /** What it costs, in cents. */
    public long total() {
        return items.stream().mapToLong(i -> (long) i.quantity() * i.price()).sum();
    }

    /**
     * What the app must do with a request for its content alone.
     *
     * @param requestId what the customer calls the request
     * @param placement what is to be placed; empty for a cancel
     * @return empty for a cancel whose content is legal: it may still be refused
     */
    public static Optional<Content> content(String requestId, Optional<OrderPlacement> placement) {
        if (!isText(requestId, NAME_MAX)) {
            return Optional.of(Content.FORBIDDEN);
        }
        return placement.map(p -> p.isLegal() ? Content.LEGAL : Content.FORBIDDEN);
    }

    /** Whether every store can keep it as it is: 1 to {@code max} UTF-16 code units, no U+0000, no unpaired surrogate. */
    private static boolean isText(String text, int max) {
        return !text.isEmpty()
                && text.length() <= max
                && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /**
     * Whether the app must accept it for its content; else it must refuse it. Legal are texts of 1 to 128 UTF-16 code units as
     * request id and restaurant; 1 to 100 lines, each with a dish that is not blank and at most 100 code units long, a quantity of
     * 1 to 1,000 and a price of 0 to 10,000.00; and a total of 10,000,000.00 at most. No text may hold U+0000 or an unpaired
     * surrogate.
     */
    public boolean isLegal() {
        return isText(requestId, NAME_MAX)
                && isText(restaurant, NAME_MAX)
                && !items.isEmpty()
                && items.size() <= LINES_MAX
                && items.stream().allMatch(Item::isLegal)
                && total() <= TOTAL_MAX;
    }

    /** All that the customer does about it; what is at the same time is in the order in which it is done. */
    List<CustomerStep> steps() {
        List<CustomerStep> steps = new ArrayList<>();
        besides.stream().filter(CustomerStep.Watch.class::isInstance).forEach(steps::add);
        steps.add(new CustomerStep.Place(at, this, journey == Journey.IMPATIENT));
        besides.stream().filter(step -> !(step instanceof CustomerStep.Watch)).forEach(steps::add);
        return steps;
    }
}

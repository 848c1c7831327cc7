package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.Content;
import tribunal.scenario.Journey;

/**
 * An order that a customer will place.
 *
 * @param requestId the customer's id of the request
 * @param order the id that the app will give to the order
 * @param at the intended time, since the schedule's beginning
 * @param extraSteps the other steps of the customer that concern this order; a subscription comes first
 */
public record OrderPlacement(
        String requestId,
        String order,
        Duration at,
        String restaurant,
        List<Item> items,
        Journey journey,
        List<CustomerStep> extraSteps) {
    static final int LINES_MAX = 100;
    static final int NAME_MAX = 128;
    private static final long TOTAL_MAX = 1_000_000_000;

    /**
     * A line of an order.
     *
     * @param price the price of one piece, in cents
     */
    public record Item(String dish, int quantity, int price) {
        static final int QUANTITY_MAX = 1_000;
        static final int PRICE_MAX = 1_000_000;
        static final int DISH_MAX = 100;

        private boolean isLegal() {
            return !dish.isBlank()
                    && isText(dish, DISH_MAX)
                    && quantity >= 1
                    && quantity <= QUANTITY_MAX
                    && price >= 0
                    && price <= PRICE_MAX;
        }
    }

    OrderPlacement with(Journey otherJourney, List<CustomerStep> otherSteps) {
        return new OrderPlacement(requestId, order, at, restaurant, items, otherJourney, otherSteps);
    }

    /** Returns the price of the order, in cents. */
    public long total() {
        return items.stream().mapToLong(i -> (long) i.quantity() * i.price()).sum();
    }

    /**
     * Returns what the app must do with the content of a request.
     *
     * @param requestId the customer's id of the request
     * @param placement the order to place; empty for a cancel
     * @return empty for a cancel whose content is legal, since it may still be refused for other reasons
     */
    public static Optional<Content> content(String requestId, Optional<OrderPlacement> placement) {
        if (!isText(requestId, NAME_MAX)) {
            return Optional.of(Content.FORBIDDEN);
        }
        return placement.map(p -> p.isLegal() ? Content.LEGAL : Content.FORBIDDEN);
    }

    /** Whether every store can keep the text: 1 to {@code max} UTF-16 code units, no U+0000, no unpaired surrogate. */
    private static boolean isText(String text, int max) {
        return !text.isEmpty()
                && text.length() <= max
                && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /**
     * Whether the content is legal, so that the app must accept it; otherwise the app must refuse it. Legal content
     * has a request id and a restaurant of 1 to 128 UTF-16 code units; 1 to 100 lines, each with a dish that is not
     * blank and has at most 100 code units, a quantity of 1 to 1,000 and a price of 0 to 10,000.00; and a total of
     * 10,000,000.00 at most. No text may contain U+0000 or an unpaired surrogate.
     */
    public boolean isLegal() {
        return isText(requestId, NAME_MAX)
                && isText(restaurant, NAME_MAX)
                && !items.isEmpty()
                && items.size() <= LINES_MAX
                && items.stream().allMatch(Item::isLegal)
                && total() <= TOTAL_MAX;
    }

    /** Returns all steps that concern this order. Steps of the same time are in the order of their execution. */
    List<CustomerStep> steps() {
        List<CustomerStep> steps = new ArrayList<>(extraSteps);
        boolean watchesFirst = !steps.isEmpty() && steps.getFirst() instanceof CustomerStep.Watch;
        steps.add(watchesFirst ? 1 : 0, new CustomerStep.Place(at, this, journey == Journey.IMPATIENT));
        return steps;
    }
}

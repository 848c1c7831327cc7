package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An order that a customer is to place.
 *
 * @param requestId what the customer calls the request
 * @param order the id that the app will give it
 * @param at when, since the schedule's beginning
 * @param cancelAfter how long after placing it is to be cancelled
 * @param cancelRequestId what the customer calls that request
 */
public record Placement(
        String requestId,
        String order,
        Duration at,
        String restaurant,
        List<Item> items,
        Journey journey,
        Optional<Duration> cancelAfter,
        String cancelRequestId) {
    /** A line of it; the price of one piece, in cents. */
    public record Item(String dish, int quantity, int price) {}
}

package foodcourt.order;

import foodcourt.order.CommandResult.Reason;
import java.util.List;
import java.util.Optional;

/** A request of a customer to order items. */
public record PlaceOrder(CustomerId customer, RequestId request, RestaurantId restaurant, List<OrderItem> items) {
    public static final int ITEMS_MAX = 100;
    public static final long TOTAL_CENTS_MAX = 1_000_000_000;

    public PlaceOrder {
        items = List.copyOf(items);
    }

    /** Why the request must be refused in any state of the store; empty if it need not be. */
    public Optional<Reason> refusal() {
        if (!customer.isValid() || !request.isValid() || !restaurant.isValid()) {
            return Optional.of(Reason.INVALID_TEXT);
        }
        return hasValidItems() ? Optional.empty() : Optional.of(Reason.INVALID_ITEMS);
    }

    /** Whether the number of items, each item and the total are within their limits. */
    private boolean hasValidItems() {
        return !items.isEmpty()
                && items.size() <= ITEMS_MAX
                && items.stream().allMatch(OrderItem::isValid)
                && items.stream().mapToLong(OrderItem::totalCents).sum() <= TOTAL_CENTS_MAX;
    }
}

package foodcourt.order;

import foodcourt.order.CommandResult.Reason;
import java.util.List;
import java.util.Optional;

/** A customer wants these items. */
public record PlaceOrder(CustomerId customer, RequestId request, RestaurantId restaurant, List<OrderItem> items) {
    public static final int ITEMS_MAX = 100;
    public static final long TOTAL_CENTS_MAX = 1_000_000_000;

    public PlaceOrder {
        items = List.copyOf(items);
    }

    /** Why it cannot be placed, whatever the store holds; empty if it can. */
    public Optional<Reason> refusal() {
        if (!customer.isValid() || !request.isValid() || !restaurant.isValid()) {
            return Optional.of(Reason.INVALID_TEXT);
        }
        return hasValidItems() ? Optional.empty() : Optional.of(Reason.INVALID_ITEMS);
    }

    /** Whether there are items, not too many, each with a name, a quantity and a price in range, not too dear together. */
    private boolean hasValidItems() {
        return !items.isEmpty()
                && items.size() <= ITEMS_MAX
                && items.stream().allMatch(OrderItem::isValid)
                && items.stream().mapToLong(OrderItem::totalCents).sum() <= TOTAL_CENTS_MAX;
    }
}

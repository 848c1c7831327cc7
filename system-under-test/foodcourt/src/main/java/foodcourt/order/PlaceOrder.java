package foodcourt.order;

import java.util.List;

/** A customer wants these items. */
public record PlaceOrder(CustomerId customer, RequestId request, RestaurantId restaurant, List<Item> items) {
    private static final int ITEMS_MAX = 100;
    private static final long TOTAL_CENTS_MAX = 1_000_000_000;

    public PlaceOrder {
        items = List.copyOf(items);
    }

    /** Whether there are items, not too many, each with a name, a quantity and a price in range, not too dear together. */
    public boolean isValid() {
        return !items.isEmpty()
                && items.size() <= ITEMS_MAX
                && items.stream().allMatch(Item::isValid)
                && items.stream().mapToLong(Item::totalCents).sum() <= TOTAL_CENTS_MAX;
    }
}

package foodcourt.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entity: one customer's order at one restaurant.
 *
 * @param placedBy the request that placed it
 * @param version 1 when placed, one more with each transition
 * @param cancelledBy the request that cancelled it; null if none did
 */
public record Order(
        OrderId id,
        CustomerId customer,
        RestaurantId restaurant,
        RequestId placedBy,
        List<Item> items,
        long totalCents,
        OrderStatus status,
        int version,
        @Nullable RequestId cancelledBy) {
    public Order {
        items = List.copyOf(items);
    }
}

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
        List<OrderItem> items,
        long totalCents,
        OrderStatus status,
        int version,
        @Nullable RequestId cancelledBy) {
    public Order {
        items = List.copyOf(items);
    }

    public static Order placed(PlaceOrder request) {
        return new Order(
                OrderId.of(request.customer(), request.request()),
                request.customer(),
                request.restaurant(),
                request.request(),
                request.items(),
                request.items().stream().mapToLong(OrderItem::totalCents).sum(),
                OrderStatus.PLACED,
                1,
                null);
    }

    /**
     * The next version of the order, in that status.
     *
     * @throws IllegalStateException if the order cannot enter that status
     */
    public Order become(OrderStatus next) {
        return next(next, cancelledBy);
    }

    /**
     * The next version of the order, cancelled by that request.
     *
     * @throws IllegalStateException if the order cannot be cancelled any more
     */
    public Order cancelled(RequestId by) {
        return next(OrderStatus.CANCELLED, by);
    }

    private Order next(OrderStatus next, @Nullable RequestId canceller) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(id + " is " + status + " and cannot become " + next);
        }
        return new Order(id, customer, restaurant, placedBy, items, totalCents, next, version + 1, canceller);
    }
}

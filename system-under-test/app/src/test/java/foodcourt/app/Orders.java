package foodcourt.app;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** New orders that nobody else has: 2 pizzas of 900 cents. */
@NullMarked
final class Orders {
    private Orders() {}

    static Order placed() {
        return placedAt(new RestaurantId("r-" + UUID.randomUUID()));
    }

    static Order placedAt(RestaurantId restaurant) {
        return Order.placed(new PlaceOrder(
                new CustomerId("c-" + UUID.randomUUID()),
                new RequestId("q-1"),
                restaurant,
                List.of(new OrderItem("pizza", 2, 900))));
    }
}

package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.updates.Subscriber;
import foodcourt.updates.Subscription;
import foodcourt.updates.Updates;
import java.util.function.UnaryOperator;

/** Sound updates to subscribers of orders, each of whom is wrapped by a defect. */
record WrappedUpdates(Updates sound, UnaryOperator<Subscriber<Order>> wrapping) implements Updates {
    @Override
    public Subscription watch(OrderId order, Subscriber<Order> subscriber) {
        return sound.watch(order, wrapping.apply(subscriber));
    }

    @Override
    public Subscription watch(CustomerId customer, Subscriber<Order> subscriber) {
        return sound.watch(customer, wrapping.apply(subscriber));
    }

    @Override
    public Subscription watch(RestaurantId restaurant, Subscriber<Board> subscriber) {
        return sound.watch(restaurant, subscriber);
    }
}

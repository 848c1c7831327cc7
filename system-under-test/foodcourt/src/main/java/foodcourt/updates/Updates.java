package foodcourt.updates;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;

/** The subscriptions that clients can open. */
public interface Updates {
    /** Watches one order. Its present state comes first, if the order exists. */
    Subscription watch(OrderId order, Subscriber<Order> subscriber);

    /** Watches all orders of a customer, present and future. */
    Subscription watch(CustomerId customer, Subscriber<Order> subscriber);

    /** Watches a restaurant's board. The present board comes first, at revision 0 if nothing was ever ordered there. */
    Subscription watch(RestaurantId restaurant, Subscriber<Board> subscriber);
}

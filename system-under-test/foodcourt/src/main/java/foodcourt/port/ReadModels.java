package foodcourt.port;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads outside any transaction; each read is one statement. */
public interface ReadModels {
    /** Most orders of a customer that are read at once; older ones can still be read by their ids. */
    int ORDERS_MAX = 100;

    Optional<Order> order(OrderId id);

    /** The orders with these ids, as they are now; absent ones are left out. */
    List<Order> orders(Set<OrderId> ids);

    /** The customer's newest orders, at most {@value #ORDERS_MAX}, oldest first. */
    List<Order> ordersOf(CustomerId customer);

    /** The present versions of these orders, and of all orders of these customers: the safety net of subscriptions. */
    List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers);

    Board board(RestaurantId restaurant);

    /** The present revisions of these restaurants' boards; a board without any change is absent. */
    Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants);

    /** The oldest dead letters, at most {@code limit}. */
    List<DeadLetter> deadLetters(int limit);
}

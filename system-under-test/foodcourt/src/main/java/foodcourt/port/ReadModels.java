package foodcourt.port;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads outside any transaction, each a statement of its own. */
public interface ReadModels {
    /** How many of a customer's orders are read at once; older ones can still be read by their ids. */
    int ORDERS_MAX = 100;

    Optional<Order> order(OrderId id);

    /** Those of these orders that exist, as they are now. */
    List<Order> orders(Set<OrderId> ids);

    /** The customer's newest orders, {@value #ORDERS_MAX} at most, oldest first. */
    List<Order> ordersOf(CustomerId customer);

    /**
     * The present versions of these orders, and of all orders of these customers: the safety net of subscriptions.
     */
    List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers);

    Board board(RestaurantId restaurant);

    /** The present revisions of these restaurants' boards; one without any change is absent. */
    Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants);

    /** The oldest dead letters. */
    List<DeadLetter> deadLetters(int limit);
}

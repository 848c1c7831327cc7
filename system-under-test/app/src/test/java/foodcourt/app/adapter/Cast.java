package foodcourt.app.adapter;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.BoardChange;
import foodcourt.port.FunctionName;
import foodcourt.port.NewDelivery;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/**
 * The orders of one schedule, of one customer and one restaurant that nobody else has, with their events and two
 * functions.
 *
 * @param name what makes it this one's own
 * @param versions for each order the version that it has at the start; 0: it is not there
 */
@NullUnmarked
record Cast(String name, List<Integer> versions) {
    private static final List<OrderStatus> WAY =
            List.of(OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.APPROVED, OrderStatus.COURIER_ASSIGNED);

    int size() {
        return versions.size();
    }

    CustomerId customer() {
        return new CustomerId("c-" + name);
    }

    RestaurantId restaurant() {
        return new RestaurantId("r-" + name);
    }

    FunctionName function(int number) {
        return new FunctionName("F" + number + "-" + name);
    }

    Order order(int number, int version) {
        Order order = Order.placed(new PlaceOrder(
                customer(), new RequestId("q-" + number), restaurant(), List.of(new OrderItem("pizza", 2, 900))));
        for (int next = 1; next < version; next++) {
            order = order.become(WAY.get(next));
        }
        return order;
    }

    /** The same with more to pay and cancelled: what an UPDATE does not write, and an INSERT does not. */
    Order cancelledAtAnotherPrice(int number, int version, int moreCents) {
        Order order = order(number, version);
        return new Order(
                order.id(),
                order.customer(),
                order.restaurant(),
                order.placedBy(),
                order.items(),
                order.totalCents() + moreCents,
                order.status(),
                order.version(),
                new RequestId("cancels"));
    }

    Event event(int order, int version) {
        return Event.of(order(order, version), version == 1 ? null : WAY.get(version - 2));
    }

    BoardChange change(int order, int version) {
        Event event = event(order, version);
        return new BoardChange(
                event.id(), restaurant(), event.from(), event.order().status());
    }

    /** Deliveries of one transaction are ready in a certain order: some microseconds one after the other. */
    List<NewDelivery> deliveries(int order, int version, int functions) {
        List<NewDelivery> deliveries = new ArrayList<>();
        for (int function = 0; function < functions; function++) {
            deliveries.add(new NewDelivery(function(function), Duration.ofNanos((order * 5L + version) * 1_000)));
        }
        return deliveries;
    }

    Set<OrderId> orders() {
        Set<OrderId> ids = new TreeSet<>();
        for (int order = 0; order < size(); order++) {
            ids.add(order(order, 1).id());
        }
        return ids;
    }

    /**
     * What is there before the first step: each order with its events, two deliveries each, all but the last counted on
     * the board.
     */
    void enter(Tx tx, int number) {
        for (int version = 1; version <= versions.get(number); version++) {
            Order order = order(number, version);
            if (version == 1) {
                tx.insert(order);
            } else {
                tx.update(order);
            }
            tx.append(event(number, version), deliveries(number, version, 2));
            if (version < versions.get(number)) {
                tx.moveOnBoard(change(number, version));
            }
        }
    }

    /** Text without what makes this cast unlike others. */
    String plain(Object text) {
        return String.valueOf(text).replace("-" + name, "");
    }
}

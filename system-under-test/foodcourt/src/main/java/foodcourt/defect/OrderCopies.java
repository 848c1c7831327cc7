package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.order.OrderStatus;

/** Copies of orders in which one attribute has changed, regardless of the domain's rules. */
final class OrderCopies {
    private OrderCopies() {}

    static Order withTotal(Order order, long cents) {
        return copy(order, cents, order.status(), order.version());
    }

    static Order withStatus(Order order, OrderStatus status) {
        return copy(order, order.totalCents(), status, order.version());
    }

    /** A copy whose version is one higher. */
    static Order withNextVersion(Order order) {
        return copy(order, order.totalCents(), order.status(), order.version() + 1);
    }

    private static Order copy(Order o, long cents, OrderStatus status, int version) {
        return new Order(
                o.id(), o.customer(), o.restaurant(), o.placedBy(), o.items(), cents, status, version, o.cancelledBy());
    }
}

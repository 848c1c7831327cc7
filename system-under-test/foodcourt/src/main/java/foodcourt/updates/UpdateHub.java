package foodcourt.updates;

import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;

/** Gives each subscriber its updates. */
public interface UpdateHub {
    /** Watches one order; its present state, if it exists, comes first. */
    Subscription watch(OrderId order, Subscriber subscriber);

    /** Watches all orders of a customer, present and future. */
    Subscription watch(CustomerId customer, Subscriber subscriber);
}

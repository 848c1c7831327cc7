package foodcourt.updates;

import foodcourt.order.Order;

/** Who watches: gets the present state first, then newer ones, never an older one, and not necessarily each. */
public interface Subscriber {
    /** Called by one thread at a time. */
    void update(Order order);
}

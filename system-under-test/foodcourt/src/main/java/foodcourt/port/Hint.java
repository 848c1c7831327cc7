package foodcourt.port;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import java.time.Duration;

/** A notice of something that was committed. */
public sealed interface Hint {
    /** An order has a new version. */
    record OrderChanged(Order order) implements Hint {}

    /** An order has a new version, committed by another node; it must be read. */
    record OrderChangedElsewhere(OrderId order) implements Hint {}

    record BoardChanged(RestaurantId restaurant) implements Hint {}

    /** A delivery for a function will be due after the duration {@code in}. */
    record DeliveryDue(FunctionName function, Duration in) implements Hint {}
}

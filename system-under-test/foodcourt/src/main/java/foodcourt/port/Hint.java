package foodcourt.port;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import java.time.Duration;

/** What was committed. */
public sealed interface Hint {
    /** This order has a new version. */
    record OrderChanged(Order order) implements Hint {}

    /** The same, said by another node: what it looks like now is to be read. */
    record OrderChangedElsewhere(OrderId order) implements Hint {}

    /** This restaurant's board changed. */
    record BoardChanged(RestaurantId restaurant) implements Hint {}

    /** A delivery for this function will be due after so long. */
    record DeliveryDue(FunctionName function, Duration in) implements Hint {}
}

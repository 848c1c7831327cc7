package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.functions.EventFunction;
import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;

/**
 * A bug that real systems had, switched on deliberately, so that the judge can be tried. Each replaces collaborators
 * around the sound app. It has no state of its own: what it must remember it keeps in what it makes, once for each app.
 */
public interface Defect {
    /** What it is switched on by: {@code no-deduplication}. */
    String name();

    /** The ports as the broken app sees them. */
    default Ports ports(Ports sound) {
        return sound;
    }

    /** A function as the broken app has it: for what must befall every run of it, copies too, which no port sees begin. */
    default EventFunction function(EventFunction sound, Ports ports) {
        return sound;
    }

    /** What customers can do with the broken app. */
    default OrderCommands orders(OrderCommands sound, Ports ports) {
        return sound;
    }

    /** A subscriber as the broken app treats it. */
    default Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return sound;
    }
}

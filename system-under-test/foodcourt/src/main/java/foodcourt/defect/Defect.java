package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;

/** A bug that real systems had, switched on deliberately, so that the judge can be tried. Each replaces one collaborator. */
public interface Defect {
    /** What it is switched on by: {@code no-deduplication}. */
    String name();

    /** The ports as the broken app sees them. */
    default Ports ports(Ports sound) {
        return sound;
    }

    /** A subscriber as the broken app treats it. */
    default Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return sound;
    }
}

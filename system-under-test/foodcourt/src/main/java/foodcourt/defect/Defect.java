package foodcourt.defect;

import foodcourt.Foodcourt;
import foodcourt.eventing.OrderCommands;
import foodcourt.functions.EventFunction;
import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.updates.Subscriber;

/**
 * A known bug of real systems, switched on deliberately to test the judge. It replaces collaborators around the sound
 * app. A defect keeps its state in the objects that it creates, once for each app.
 */
public interface Defect {
    /** The name by which the defect is switched on, such as {@code no-deduplication}. */
    String name();

    /** Assembles the broken app over the ports of a sound one. */
    default Foodcourt app(Ports sound, Settings settings) {
        return new Foodcourt(
                ports(sound),
                settings,
                new Foodcourt.Decorators(
                        function -> function(function, sound),
                        orders -> orders(orders, sound),
                        updates -> new WrappedUpdates(updates, subscriber -> subscriber(subscriber, sound))));
    }

    default Ports ports(Ports sound) {
        return sound;
    }

    /**
     * A function of the broken app. It wraps every run of the function, including duplicates, whose start no port sees.
     */
    default EventFunction function(EventFunction sound, Ports ports) {
        return sound;
    }

    default OrderCommands orders(OrderCommands sound, Ports ports) {
        return sound;
    }

    default Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return sound;
    }
}

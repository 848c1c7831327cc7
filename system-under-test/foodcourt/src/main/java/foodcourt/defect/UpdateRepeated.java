package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;

/** Each update is sent three times. */
final class UpdateRepeated implements Defect {
    @Override
    public String name() {
        return "update-repeated";
    }

    @Override
    public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return order -> {
            sound.update(order);
            sound.update(order);
            sound.update(order);
        };
    }
}

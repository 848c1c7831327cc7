package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;

/** Updates show a total of 0. */
final class UpdateWithWrongTotal implements Defect {
    @Override
    public String name() {
        return "update-with-wrong-total";
    }

    @Override
    public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return order -> sound.update(TotalTooHigh.withTotal(order, 0));
    }
}

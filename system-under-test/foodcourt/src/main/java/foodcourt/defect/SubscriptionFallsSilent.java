package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;

/** A subscriber gets {@value #UPDATES} updates and no more, although its connection is open. */
final class SubscriptionFallsSilent implements Defect {
    private static final int UPDATES = 2;

    @Override
    public String name() {
        return "subscription-falls-silent";
    }

    @Override
    public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        AtomicInteger updates = new AtomicInteger();
        return order -> {
            if (updates.incrementAndGet() <= UPDATES) {
                sound.update(order);
            }
        };
    }
}

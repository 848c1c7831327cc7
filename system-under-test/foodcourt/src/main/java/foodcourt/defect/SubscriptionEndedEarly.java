package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;

/** The app ends a subscription after {@value #UPDATES} updates, although its client keeps it open. */
final class SubscriptionEndedEarly implements Defect {
    private static final int UPDATES = 2;

    @Override
    public String name() {
        return "subscription-ended-early";
    }

    @Override
    public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        AtomicInteger updates = new AtomicInteger();
        return order -> {
            sound.update(order);
            if (updates.incrementAndGet() == UPDATES) {
                sound.end();
            }
        };
    }
}

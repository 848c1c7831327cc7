package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Defects of the updates to one subscriber. */
final class SubscriberDefects {
    static final List<Defect> ALL = List.of(
            new SubscriberDefect("subscription-ended-early", SubscriberDefects::subscriptionEndedEarly),
            new SubscriberDefect("subscription-falls-silent", SubscriberDefects::subscriptionFallsSilent),
            new SubscriberDefect("update-out-of-order", SubscriberDefects::updateOutOfOrder),
            new SubscriberDefect("update-repeated", SubscriberDefects::updateRepeated),
            new SubscriberDefect("update-with-wrong-total", SubscriberDefects::updateWithWrongTotal));

    private static final int UPDATES = 2;
    private static final int SLOWEST_MILLIS = 20;

    private SubscriberDefects() {}

    private record SubscriberDefect(String name, BiFunction<Subscriber<Order>, Ports, Subscriber<Order>> breaking)
            implements Defect {
        @Override
        public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
            return breaking.apply(sound, ports);
        }
    }

    /** The app ends a subscription after {@value #UPDATES} updates, although its client keeps it open. */
    private static Subscriber<Order> subscriptionEndedEarly(Subscriber<Order> sound, Ports ports) {
        AtomicInteger updates = new AtomicInteger();
        return order -> {
            sound.update(order);
            if (updates.incrementAndGet() == UPDATES) {
                sound.end();
            }
        };
    }

    /** A subscriber gets {@value #UPDATES} updates and no more, although its connection is open. */
    private static Subscriber<Order> subscriptionFallsSilent(Subscriber<Order> sound, Ports ports) {
        AtomicInteger updates = new AtomicInteger();
        return order -> {
            if (updates.incrementAndGet() <= UPDATES) {
                sound.update(order);
            }
        };
    }

    /** Each frame is sent by its own thread, and some threads are slower, so frames overtake each other. */
    private static Subscriber<Order> updateOutOfOrder(Subscriber<Order> sound, Ports ports) {
        return order -> ports.threads().start("frame", () -> {
            int delayMillis = Math.floorMod(31 * order.id().hashCode() + 17 * order.version(), SLOWEST_MILLIS);
            ports.threads().sleep(Duration.ofMillis(delayMillis));
            sound.update(order);
        });
    }

    /** Each update is sent three times. */
    private static Subscriber<Order> updateRepeated(Subscriber<Order> sound, Ports ports) {
        return order -> {
            sound.update(order);
            sound.update(order);
            sound.update(order);
        };
    }

    /** Updates show a total of 0. */
    private static Subscriber<Order> updateWithWrongTotal(Subscriber<Order> sound, Ports ports) {
        return order -> sound.update(OrderCopies.withTotal(order, 0));
    }
}

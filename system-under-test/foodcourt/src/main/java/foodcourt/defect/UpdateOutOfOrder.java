package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.port.Ports;
import foodcourt.updates.Subscriber;
import java.time.Duration;

/** Each frame is sent by its own thread, and some threads are slower, so frames overtake each other. */
final class UpdateOutOfOrder implements Defect {
    private static final int SLOWEST_MILLIS = 20;

    @Override
    public String name() {
        return "update-out-of-order";
    }

    @Override
    public Subscriber<Order> subscriber(Subscriber<Order> sound, Ports ports) {
        return order -> ports.threads().start("frame", () -> {
            int delayMillis = Math.floorMod(31 * order.id().hashCode() + 17 * order.version(), SLOWEST_MILLIS);
            ports.threads().sleep(Duration.ofMillis(delayMillis));
            sound.update(order);
        });
    }
}

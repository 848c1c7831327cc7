package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;

/**
 * At most once: the delivery is acknowledged first and worked on after. What goes wrong after the acknowledgement is never
 * tried again.
 */
final class AckBeforeWork implements Defect {
    @Override
    public String name() {
        return "ack-before-work";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> {
            sound.threads().start("work of " + delivery.id(), () -> channel.deliver(delivery));
            return new DeliveryResult.Done();
        });
    }
}

package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;

/**
 * At-most-once delivery: a delivery is acknowledged first and handled afterwards. A failure after the acknowledgement
 * is never retried.
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

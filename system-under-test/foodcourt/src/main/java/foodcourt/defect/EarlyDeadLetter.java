package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;

/**
 * Any failure of a second or later attempt counts as permanent: the delivery is given up long before its attempts are
 * used up.
 */
final class EarlyDeadLetter implements Defect {
    @Override
    public String name() {
        return "early-dead-letter";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(
                delivery -> delivery.attempt() > 1 ? last(channel.deliver(delivery)) : channel.deliver(delivery));
    }

    private static DeliveryResult last(DeliveryResult answer) {
        return answer instanceof DeliveryResult.Failed failed
                ? new DeliveryResult.Failed(failed.retryAfter(), true, failed.why())
                : answer;
    }
}

package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;

/** A permanent failure is treated as temporary: it is retried until the attempts are used up. */
final class PermanentRetried implements Defect {
    @Override
    public String name() {
        return "permanent-retried";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> temporary(channel.deliver(delivery)));
    }

    private static DeliveryResult temporary(DeliveryResult answer) {
        return answer instanceof DeliveryResult.Failed failed
                ? new DeliveryResult.Failed(failed.retryAfter(), false, failed.why())
                : answer;
    }
}

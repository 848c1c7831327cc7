package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;

/** A failure is a failure: what can never succeed is tried again until the attempts are used up. */
final class PermanentRetried implements Defect {
    @Override
    public String name() {
        return "permanent-retried";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> passing(channel.deliver(delivery)));
    }

    private static DeliveryResult passing(DeliveryResult answer) {
        return answer instanceof DeliveryResult.Failed failed
                ? new DeliveryResult.Failed(failed.retryAfter(), false, failed.why())
                : answer;
    }
}

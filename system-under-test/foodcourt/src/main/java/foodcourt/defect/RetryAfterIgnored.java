package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;
import java.util.Optional;

/** A function that asks to be left alone for a while is tried again as soon as any other. */
final class RetryAfterIgnored implements Defect {
    @Override
    public String name() {
        return "retry-after-ignored";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> ignoring(channel.deliver(delivery)));
    }

    private static DeliveryResult ignoring(DeliveryResult answer) {
        return answer instanceof DeliveryResult.Failed failed
                ? new DeliveryResult.Failed(Optional.empty(), failed.permanent(), failed.why())
                : answer;
    }
}

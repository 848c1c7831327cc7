package foodcourt.defect;

import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;
import java.util.Optional;

/** The wait that a function asks for is ignored: it is retried as soon as any other. */
final class RetryAfterIgnored implements Defect {
    @Override
    public String name() {
        return "retry-after-ignored";
    }

    @Override
    public Ports ports(Ports sound) {
        DeliveryChannel channel = sound.channel();
        return sound.withChannel(delivery -> withoutRetryAfter(channel.deliver(delivery)));
    }

    private static DeliveryResult withoutRetryAfter(DeliveryResult answer) {
        return answer instanceof DeliveryResult.Failed failed
                ? new DeliveryResult.Failed(Optional.empty(), failed.permanent(), failed.why())
                : answer;
    }
}

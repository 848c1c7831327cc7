package foodcourt.defect;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The back-off before a retry never grows: a lasting failure is retried ten times a second. */
final class ConstantBackOff implements Defect {
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public String name() {
        return "constant-back-off";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new Constant(sound.queue()));
    }

    private static final class Constant extends ForwardingQueue {
        Constant(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            return super.settle(batch.stream().map(Constant::constant).toList());
        }

        private static Settlement constant(Settlement settlement) {
            return settlement instanceof Settlement.Retry retry && retry.after().compareTo(PAUSE) > 0
                    ? new Settlement.Retry(retry.token(), retry.fence(), PAUSE, retry.why())
                    : settlement;
        }
    }
}

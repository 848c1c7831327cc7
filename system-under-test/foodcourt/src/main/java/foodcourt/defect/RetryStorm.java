package foodcourt.defect;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A failed delivery is retried at once, without any back-off. */
final class RetryStorm implements Defect {
    @Override
    public String name() {
        return "retry-storm";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new AtOnce(sound.queue()));
    }

    private static final class AtOnce extends ForwardingQueue {
        AtOnce(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            return super.settle(batch.stream().map(AtOnce::hastened).toList());
        }

        private static Settlement hastened(Settlement settlement) {
            return settlement instanceof Settlement.Retry retry
                    ? new Settlement.Retry(retry.token(), retry.fence(), Duration.ZERO, retry.why())
                    : settlement;
        }
    }
}

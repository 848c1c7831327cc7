package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import java.time.Duration;
import java.util.List;

/**
 * A lease lasts as long as one delivery usually takes, and is never renewed. A delivery at the end of a batch, or one
 * with a slow third party, is claimed again while it is being handled (langwatch/langwatch#7037).
 */
final class LeaseShorterThanBatch implements Defect {
    private static final Duration USUAL = Duration.ofMillis(300);

    @Override
    public String name() {
        return "lease-shorter-than-batch";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new DefectiveQueue(sound.queue()));
    }

    private static final class DefectiveQueue extends WithoutRenewal {
        DefectiveQueue(DeliveryQueue sound) {
            super(sound);
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            return super.claim(function, limit, USUAL);
        }
    }
}

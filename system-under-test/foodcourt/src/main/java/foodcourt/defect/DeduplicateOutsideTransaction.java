package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * "Seen before" is written down first and apart from the work: an attempt that dies in between leaves the mark without the
 * work, and the retry sees the mark and acknowledges. The marks are each node's own.
 */
final class DeduplicateOutsideTransaction implements Defect {
    @Override
    public String name() {
        return "deduplicate-outside-transaction";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new Marking(sound, ports.threads().newMutex());
    }

    private static final class Marking extends ForwardingFunction {
        private final Mutex mutex;
        private final Set<DeliveryId> seen = new LinkedHashSet<>();

        Marking(EventFunction sound, Mutex mutex) {
            super(sound);
            this.mutex = mutex;
        }

        @Override
        public void handle(Delivery delivery) {
            if (mutex.locked(() -> seen.add(delivery.id()))) {
                super.handle(delivery);
            }
        }
    }
}

package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A mark "seen before" is written first and outside the transaction of the work. An attempt that crashes in between
 * leaves the mark without the work; the retry sees the mark and acknowledges. Each node has its own marks.
 */
final class DeduplicateOutsideTransaction implements Defect {
    @Override
    public String name() {
        return "deduplicate-outside-transaction";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new DefectiveFunction(sound, ports.threads().newMutex());
    }

    private static final class DefectiveFunction extends ForwardingFunction {
        private final Mutex mutex;
        private final Set<DeliveryId> marked = new LinkedHashSet<>();

        DefectiveFunction(EventFunction sound, Mutex mutex) {
            super(sound);
            this.mutex = mutex;
        }

        @Override
        public void handle(Delivery delivery) {
            if (mutex.locked(() -> marked.add(delivery.id()))) {
                super.handle(delivery);
            }
        }
    }
}

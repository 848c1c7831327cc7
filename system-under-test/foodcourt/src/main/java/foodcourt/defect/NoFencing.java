package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A settle names only the delivery: a late one, after a pause or a hanging call, settles over a successor that is still
 * at work (db-scheduler#402). Only claims of the same node count as successors.
 */
final class NoFencing implements Defect {
    @Override
    public String name() {
        return "no-fencing";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new DefectiveQueue(sound.queue(), sound.threads().newMutex()));
    }

    private static final class DefectiveQueue extends ForwardingQueue {
        private final Mutex mutex;
        private final Map<DeliveryId, FencingToken> newest = new LinkedHashMap<>();

        DefectiveQueue(DeliveryQueue sound, Mutex mutex) {
            super(sound);
            this.mutex = mutex;
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            List<Delivery> claimed = super.claim(function, limit, lease);
            return mutex.locked(() -> {
                claimed.forEach(d -> newest.put(d.id(), d.token()));
                return claimed;
            });
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            List<Settlement> unfenced = mutex.locked(() -> batch.stream()
                    .map(s -> withFence(s, newest.getOrDefault(s.token().delivery(), s.fence())))
                    .toList());
            Set<FencingToken> fenced = super.settle(unfenced);
            return mutex.locked(() -> {
                unfenced.stream()
                        .filter(s -> isFinal(s) && !fenced.contains(s.token()))
                        .forEach(s -> newest.remove(s.token().delivery()));
                return fenced;
            });
        }

        private static boolean isFinal(Settlement settlement) {
            return settlement instanceof Settlement.Done || settlement instanceof Settlement.Dead;
        }

        private static Settlement withFence(Settlement settlement, FencingToken fence) {
            return switch (settlement) {
                case Settlement.Done done -> new Settlement.Done(done.token(), fence);
                case Settlement.Retry retry -> new Settlement.Retry(retry.token(), fence, retry.after(), retry.why());
                case Settlement.Dead dead -> new Settlement.Dead(dead.token(), fence, dead.why());
                case Settlement.Released released -> new Settlement.Released(released.token(), fence);
            };
        }
    }
}

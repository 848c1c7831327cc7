package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A settle names only the delivery: a late one, after a pause or a hanging call, settles over a successor that is still
 * at work (db-scheduler#402). Only claims of the same node count as successors.
 */
final class NoFencing extends ForwardingQueue {
    private final UnfencedQueue sound;
    private final Mutex mutex;
    private final Map<DeliveryId, FencingToken> newest = new LinkedHashMap<>();

    private NoFencing(UnfencedQueue sound, Mutex mutex) {
        super(sound);
        this.sound = sound;
        this.mutex = mutex;
    }

    static Ports of(Ports sound) {
        return sound.withQueue(
                new NoFencing((UnfencedQueue) sound.queue(), sound.threads().newMutex()));
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
        Map<DeliveryId, FencingToken> fences = mutex.locked(() -> new LinkedHashMap<>(newest));
        Set<FencingToken> fenced = sound.settle(batch, token -> fences.getOrDefault(token.delivery(), token));
        return mutex.locked(() -> {
            batch.stream()
                    .filter(s -> isFinal(s) && !fenced.contains(s.token()))
                    .forEach(s -> newest.remove(s.token().delivery()));
            return fenced;
        });
    }

    private static boolean isFinal(Settlement settlement) {
        return settlement instanceof Settlement.Done || settlement instanceof Settlement.Dead;
    }
}

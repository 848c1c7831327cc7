package foodcourt.defect;

import foodcourt.port.Delivery;
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
 * When its retries are used up, a delivery is marked as done, with no dead letter to see or redrive
 * (hasura/graphql-engine#2097).
 */
final class SilentGiveUp implements Defect {
    private static final int ATTEMPTS = 2;

    @Override
    public String name() {
        return "silent-give-up";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new DefectiveQueue(sound.queue(), sound.threads().newMutex()));
    }

    private static final class DefectiveQueue extends ForwardingQueue {
        private final Mutex mutex;
        private final Map<FencingToken, Integer> attempts = new LinkedHashMap<>();

        DefectiveQueue(DeliveryQueue sound, Mutex mutex) {
            super(sound);
            this.mutex = mutex;
        }

        @Override
        public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
            List<Delivery> claimed = super.claim(function, limit, lease);
            return mutex.locked(() -> {
                claimed.forEach(d -> attempts.put(d.token(), d.attempt()));
                return claimed;
            });
        }

        @Override
        public Set<FencingToken> settle(List<Settlement> batch) {
            Set<FencingToken> fenced = super.settle(
                    mutex.locked(() -> batch.stream().map(this::givenUp).toList()));
            return mutex.locked(() -> {
                batch.forEach(s -> attempts.remove(s.token()));
                return fenced;
            });
        }

        private Settlement givenUp(Settlement settlement) {
            boolean isLast = attempts.getOrDefault(settlement.token(), 1) >= ATTEMPTS;
            return settlement instanceof Settlement.Retry retry && isLast
                    ? new Settlement.Done(retry.token(), retry.fence())
                    : settlement;
        }
    }
}

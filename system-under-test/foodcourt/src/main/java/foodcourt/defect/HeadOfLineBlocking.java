package foodcourt.defect;

import foodcourt.port.Clock;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A function's deliveries are handled strictly one after the other: while one fails, all later ones wait
 * (hasura/graphql-engine#5189, gruelbox/transaction-outbox#788).
 */
final class HeadOfLineBlocking extends ForwardingQueue {
    /** Due time of a head whose attempt is running: it is not due before it has been settled. */
    private static final long UNDER_WAY = Long.MAX_VALUE;

    /** The first delivery of a function's queue, and the time of its next attempt. */
    private record Head(DeliveryId delivery, long due) {}

    private final Clock clock;
    private final Mutex mutex;
    private final Map<FunctionName, Head> failing = new TreeMap<>();

    private HeadOfLineBlocking(DeliveryQueue sound, Clock clock, Mutex mutex) {
        super(sound);
        this.clock = clock;
        this.mutex = mutex;
    }

    static Ports of(Ports sound) {
        return sound.withQueue(new HeadOfLineBlocking(
                sound.queue(), sound.clock(), sound.threads().newMutex()));
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        Optional<Head> head = mutex.locked(() -> Optional.ofNullable(failing.get(function)));
        if (head.isEmpty()) {
            return super.claim(function, limit, lease);
        }
        return clock.monotonicNanos() < head.get().due()
                ? List.of()
                : claim(head.get(), super.claim(function, limit, lease));
    }

    /**
     * Returns only the head, and releases the rest of the claim. If another node holds the head, it is no longer
     * waited for.
     */
    private List<Delivery> claim(Head head, List<Delivery> found) {
        List<Delivery> first =
                found.stream().filter(d -> d.id().equals(head.delivery())).toList();
        if (first.isEmpty()) {
            mutex.locked(() -> failing.remove(head.delivery().function(), head));
            return found;
        }
        mutex.locked(() -> failing.put(head.delivery().function(), new Head(head.delivery(), UNDER_WAY)));
        List<Settlement> behind = found.stream()
                .filter(d -> !d.id().equals(head.delivery()))
                .<Settlement>map(d -> new Settlement.Released(d.token()))
                .toList();
        if (!behind.isEmpty()) {
            super.settle(behind);
        }
        return first;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        Set<FencingToken> fenced = super.settle(batch);
        return mutex.locked(() -> {
            batch.forEach(this::updateHead);
            return fenced;
        });
    }

    private void updateHead(Settlement settlement) {
        DeliveryId id = settlement.token().delivery();
        Head head = failing.get(id.function());
        if (head != null && !head.delivery().equals(id)) {
            return;
        }
        if (settlement instanceof Settlement.Retry retry) {
            failing.put(
                    id.function(),
                    new Head(id, clock.monotonicNanos() + retry.after().toNanos()));
        } else {
            failing.remove(id.function());
        }
    }
}

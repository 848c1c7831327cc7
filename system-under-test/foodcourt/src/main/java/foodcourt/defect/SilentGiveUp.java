package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When its retries are used up, a delivery is marked as done, with no dead letter to see or redrive
 * (hasura/graphql-engine#2097).
 */
final class SilentGiveUp extends ForwardingQueue {
    private static final int ATTEMPTS = 2;

    private final Map<FencingToken, Integer> attempts = Collections.synchronizedMap(new LinkedHashMap<>());

    private SilentGiveUp(DeliveryQueue sound) {
        super(sound);
    }

    static Ports of(Ports sound) {
        return sound.withQueue(new SilentGiveUp(sound.queue()));
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        List<Delivery> claimed = super.claim(function, limit, lease);
        claimed.forEach(d -> attempts.put(d.token(), d.attempt()));
        return claimed;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        Set<FencingToken> fenced =
                super.settle(batch.stream().map(this::givenUp).toList());
        batch.forEach(s -> attempts.remove(s.token()));
        return fenced;
    }

    private Settlement givenUp(Settlement settlement) {
        boolean isLast = attempts.getOrDefault(settlement.token(), 1) >= ATTEMPTS;
        return settlement instanceof Settlement.Retry && isLast ? new Settlement.Done(settlement.token()) : settlement;
    }
}

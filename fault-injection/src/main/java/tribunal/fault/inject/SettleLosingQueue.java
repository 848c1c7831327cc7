package tribunal.fault.inject;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Settlement;
import foodcourt.port.UnfencedQueue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A queue that drops some settles while the dispatcher believes they were accepted. It accepts the rest of the batch.
 */
final class SettleLosingQueue extends ForwardingQueue implements UnfencedQueue {
    private final DeliveryQueue delegate;
    private final Map<FencingToken, Runnable> callbacks = new ConcurrentHashMap<>();

    SettleLosingQueue(DeliveryQueue delegate) {
        super(delegate);
        this.delegate = delegate;
    }

    /** Drops the next {@link Settlement.Done} with this token, and then calls {@code whenLost}. */
    void lose(FencingToken token, Runnable whenLost) {
        callbacks.put(token, whenLost);
    }

    private boolean isLost(Settlement settlement) {
        if (!(settlement instanceof Settlement.Done)) {
            return false;
        }
        Runnable whenLost = callbacks.remove(settlement.token());
        if (whenLost != null) {
            whenLost.run();
        }
        return whenLost != null;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        return settleKept(batch, delegate::settle);
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        return settleKept(batch, kept -> ((UnfencedQueue) delegate).settle(kept, fence));
    }

    private Set<FencingToken> settleKept(
            List<Settlement> batch, Function<List<Settlement>, Set<FencingToken>> settling) {
        List<Settlement> kept = batch.stream().filter(s -> !isLost(s)).toList();
        return kept.isEmpty() ? Set.of() : settling.apply(kept);
    }
}

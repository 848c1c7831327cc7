package tribunal.fault.inject;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Settlement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queue that swallows some settles: the dispatcher believes that they were accepted, their neighbours are. */
final class SettleLosingQueue extends ForwardingQueue {
    private final Map<FencingToken, Runnable> toLose = new ConcurrentHashMap<>();

    SettleLosingQueue(DeliveryQueue sound) {
        super(sound);
    }

    /** The next Done of this token is to be lost. */
    void lose(FencingToken token, Runnable whenLost) {
        toLose.put(token, whenLost);
    }

    private boolean isLost(Settlement settlement) {
        if (!(settlement instanceof Settlement.Done)) {
            return false;
        }
        Runnable whenLost = toLose.remove(settlement.token());
        if (whenLost != null) {
            whenLost.run();
        }
        return whenLost != null;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        List<Settlement> kept = batch.stream().filter(s -> !isLost(s)).toList();
        return kept.isEmpty() ? Set.of() : super.settle(kept);
    }
}

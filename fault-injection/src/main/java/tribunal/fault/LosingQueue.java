package tribunal.fault;

import foodcourt.port.ForwardingQueue;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queue that swallows some settles: the dispatcher believes that they were accepted, their neighbours are. */
final class LosingQueue extends ForwardingQueue {
    private final Map<Token, Runnable> toLose = new ConcurrentHashMap<>();

    LosingQueue(Queue sound) {
        super(sound);
    }

    /** The next Done of this token is to be lost. */
    void lose(Token token, Runnable whenLost) {
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
    public Set<Token> settle(List<Settlement> batch) {
        List<Settlement> kept = batch.stream().filter(s -> !isLost(s)).toList();
        return kept.isEmpty() ? Set.of() : super.settle(kept);
    }
}

package tribunal.fault;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The queue that swallows some settles: the dispatcher believes that they were accepted, their neighbours are. */
final class LosingQueue implements Queue {
    private final Queue sound;
    private final Map<Token, Runnable> toLose = new ConcurrentHashMap<>();

    LosingQueue(Queue sound) {
        this.sound = sound;
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
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return sound.claim(function, limit, lease);
    }

    @Override
    public Set<Token> renew(Set<Token> held, Duration lease) {
        return sound.renew(held, lease);
    }

    @Override
    public Set<Token> settle(List<Settlement> batch) {
        List<Settlement> kept = batch.stream().filter(s -> !isLost(s)).toList();
        return kept.isEmpty() ? Set.of() : sound.settle(kept);
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return sound.redrive(dead);
    }
}

package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The sound queue, for a defect to change a part of. */
abstract class ForwardingQueue implements Queue {
    private final Queue sound;

    ForwardingQueue(Queue sound) {
        this.sound = sound;
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
        return sound.settle(batch);
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return sound.redrive(dead);
    }
}

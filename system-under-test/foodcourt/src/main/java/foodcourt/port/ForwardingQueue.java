package foodcourt.port;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A queue that forwards to another; subclasses change or watch a part of it. */
public abstract class ForwardingQueue implements DeliveryQueue {
    private final DeliveryQueue queue;

    protected ForwardingQueue(DeliveryQueue queue) {
        this.queue = queue;
    }

    @Override
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return queue.due(functions);
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return queue.claim(function, limit, lease);
    }

    @Override
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return queue.renew(held, lease);
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        return queue.settle(batch);
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return queue.redrive(dead);
    }
}

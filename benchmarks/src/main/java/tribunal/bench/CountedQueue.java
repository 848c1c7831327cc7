package tribunal.bench;

import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.ForwardingQueue;
import foodcourt.port.Settlement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that signals when a given number of settlements has been committed. */
final class CountedQueue extends ForwardingQueue {
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger left;

    CountedQueue(DeliveryQueue queue, int deliveries) {
        super(queue);
        left = new AtomicInteger(deliveries);
    }

    CountDownLatch done() {
        return done;
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        Set<FencingToken> fenced = super.settle(batch);
        if (left.addAndGet(fenced.size() - batch.size()) <= 0) {
            done.countDown();
        }
        return fenced;
    }
}

package tribunal.bench;

import foodcourt.port.ForwardingQueue;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that tells when so many settlements have been committed. */
final class CountedQueue extends ForwardingQueue {
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger left;

    CountedQueue(Queue queue, int deliveries) {
        super(queue);
        left = new AtomicInteger(deliveries);
    }

    CountDownLatch done() {
        return done;
    }

    @Override
    public Set<Token> settle(List<Settlement> batch) {
        Set<Token> fenced = super.settle(batch);
        if (left.addAndGet(fenced.size() - batch.size()) <= 0) {
            done.countDown();
        }
        return fenced;
    }
}

package tribunal.bench;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FunctionName;
import foodcourt.port.Queue;
import foodcourt.port.Settlement;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that tells when so many settlements have been committed. */
record CountedQueue(Queue queue, AtomicInteger left, CountDownLatch done) implements Queue {
    CountedQueue(Queue queue, int deliveries) {
        this(queue, new AtomicInteger(deliveries), new CountDownLatch(1));
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return queue.claim(function, limit, lease);
    }

    @Override
    public Set<Token> renew(Set<Token> held, Duration lease) {
        return queue.renew(held, lease);
    }

    @Override
    public Set<Token> settle(List<Settlement> batch) {
        Set<Token> fenced = queue.settle(batch);
        if (left.addAndGet(fenced.size() - batch.size()) <= 0) {
            done.countDown();
        }
        return fenced;
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return queue.redrive(dead);
    }
}

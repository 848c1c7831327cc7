package foodcourt.updates;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.Mutex;
import foodcourt.port.OrderVersion;
import foodcourt.port.Threads;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's news: per order only the latest, never one older than what was offered before, handed over by one
 * thread at a time, so that no frame overtakes another.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Threads threads;
    private final Subscriber subscriber;
    private final Mutex mutex;
    private final Map<OrderId, Integer> offered = new TreeMap<>();
    private final Map<OrderId, Order> waiting = new LinkedHashMap<>();
    private boolean isDraining;
    private volatile boolean closed;

    Mailbox(Threads threads, Subscriber subscriber) {
        this.threads = threads;
        this.subscriber = subscriber;
        this.mutex = threads.newMutex();
    }

    /** Puts it in, unless the subscriber was offered this version or a newer one; does not block. */
    void offer(Order order) {
        if (mutex.locked(() -> accept(order))) {
            threads.start("update", this::drain);
        }
    }

    /** Whether somebody must start to drain. */
    private boolean accept(Order order) {
        if (closed || order.version() <= offered.getOrDefault(order.id(), 0)) {
            return false;
        }
        offered.put(order.id(), order.version());
        waiting.put(order.id(), order);
        boolean first = !isDraining;
        isDraining = true;
        return first;
    }

    boolean isBehind(OrderVersion present) {
        return mutex.locked(() -> offered.getOrDefault(present.order(), 0) < present.version());
    }

    private void drain() {
        for (Optional<Order> next = next(); next.isPresent(); next = next()) {
            try {
                subscriber.update(next.get());
            } catch (RuntimeException e) {
                LOG.debug("a subscriber is gone: {}", e.toString());
                closed = true;
            }
        }
    }

    private Optional<Order> next() {
        return mutex.locked(() -> {
            Iterator<Order> orders = waiting.values().iterator();
            if (closed || !orders.hasNext()) {
                isDraining = false;
                return Optional.empty();
            }
            Order first = orders.next();
            orders.remove();
            return Optional.of(first);
        });
    }

    void close() {
        closed = true;
    }
}

package foodcourt.eventing;

import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Transactions of the store, with a count of those waiting to begin. While that queue is full the dispatcher claims
 * nothing more: a claimed delivery would be given up before it starts, and would use up its lease and an attempt.
 */
public final class CountedTransactions implements Transactions {
    /**
     * Most transactions that may wait: four for each connection of a pool of 16. That keeps every connection busy, and
     * even a slow store works it off quickly.
     */
    private static final int WAITING_MAX = 64;

    private final Transactions wrapped;
    private final AtomicInteger waiting = new AtomicInteger();

    public CountedTransactions(Transactions wrapped) {
        this.wrapped = wrapped;
    }

    /** How many more transactions can wait. */
    public int room() {
        return Math.max(0, WAITING_MAX - waiting.get());
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        QueueSlot place = new QueueSlot();
        try {
            return wrapped.transact(tx -> {
                place.leave();
                return work.apply(tx);
            });
        } finally {
            place.leave();
        }
    }

    /** The place of one transaction in the queue. Leaving it twice has no effect. */
    private final class QueueSlot {
        private boolean left;

        QueueSlot() {
            waiting.incrementAndGet();
        }

        void leave() {
            if (!left) {
                left = true;
                waiting.decrementAndGet();
            }
        }
    }
}

package foodcourt.eventing;

import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The store's transactions, and how long the line of those is that are waiting to begin. While the line is full nothing more
 * is to be claimed: it would only be given up before it starts, while its lease and its attempts are used up.
 */
public final class TransactionBackpressure implements Transactions {
    /** Four for each connection: enough that none is ever idle, and soon worked off even by a slow store. */
    private static final int LINE_MAX = 64;

    private final Transactions wrapped;
    private final AtomicInteger waiting = new AtomicInteger();

    public TransactionBackpressure(Transactions wrapped) {
        this.wrapped = wrapped;
    }

    /** How many more the line can take. */
    public int room() {
        return Math.max(0, LINE_MAX - waiting.get());
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        Place place = new Place();
        try {
            return wrapped.transact(tx -> {
                place.leave();
                return work.apply(tx);
            });
        } finally {
            place.leave();
        }
    }

    /** One transaction's place in the line, which it leaves once. */
    private final class Place {
        private boolean left;

        Place() {
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

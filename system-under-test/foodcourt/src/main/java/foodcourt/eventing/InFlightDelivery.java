package foodcourt.eventing;

import foodcourt.port.Delivery;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One claimed delivery on its way through a function. Its attempt begins and is answered without a lock: neither its
 * time-out nor an answer that has come may be decided by how long threads wait for each other.
 */
final class InFlightDelivery {
    private static final long NOT_BEGUN = Long.MAX_VALUE;

    private final Delivery delivery;
    private final AtomicLong deadline = new AtomicLong(NOT_BEGUN);
    private final AtomicBoolean decided = new AtomicBoolean();

    InFlightDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    /**
     * Its thread has started.
     *
     * @param until in monotonic nanoseconds: then nobody waits for it any more
     */
    void began(long until) {
        deadline.set(until);
    }

    /** It has been answered, or given up: the first of the two answers true. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    /** When it is to be given up, in monotonic nanoseconds; never, if it has not begun or is decided. */
    long deadline() {
        return decided.get() ? NOT_BEGUN : deadline.get();
    }
}

package foodcourt.eventing;

import foodcourt.port.Delivery;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One claimed delivery while a function handles it. Its start and its answer take no lock: neither its timeout nor an
 * answer that has arrived may depend on how long threads wait for each other.
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
     * Records that the attempt has started.
     *
     * @param until the deadline in monotonic nanoseconds, after which the dispatcher gives up waiting
     */
    void began(long until) {
        deadline.set(until);
    }

    /** Marks the attempt as answered or given up; only the first call returns true. */
    boolean tryDecide() {
        return decided.compareAndSet(false, true);
    }

    /** The time to give the attempt up, in monotonic nanoseconds; never, if it has not begun or is decided. */
    long deadline() {
        return decided.get() ? NOT_BEGUN : deadline.get();
    }
}

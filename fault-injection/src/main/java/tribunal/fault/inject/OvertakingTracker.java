package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tracks the newest event of each order that reached a function of this node. Callers can wait for a later event. */
public final class OvertakingTracker {
    /** The maximum number of deliveries of one function that are held to be overtaken: half of its slots in the app. */
    public static final int HELD_MAX = 128;

    /** The maximum number of remembered orders. Beyond it, the orders with the oldest last event are forgotten. */
    private static final int ORDERS_MAX = 16_384;

    private final Supplier<Signal> newSignal;
    private final Mutex mutex;
    private final HealGate healGate;
    private final Map<String, Integer> newest = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Waiter> waiters = new ArrayList<>();
    private final Map<FunctionName, Integer> heldByFunction = new TreeMap<>();

    private record Waiter(String order, int version, Signal signal) {}

    OvertakingTracker(Threads threads, HealGate healGate) {
        this.newSignal = threads::newSignal;
        this.mutex = threads.newMutex();
        this.healGate = healGate;
    }

    private static String order(Delivery delivery) {
        return delivery.event().order().id().toString();
    }

    private static int version(Delivery delivery) {
        return delivery.event().order().version();
    }

    /** Records that a function received this delivery, as original or as copy. */
    void reached(Delivery delivery) {
        String order = order(delivery);
        int version = version(delivery);
        List<Signal> overtaken = mutex.locked(() -> {
            newest.merge(order, version, Math::max);
            if (newest.size() > ORDERS_MAX) {
                newest.remove(newest.keySet().iterator().next());
            }
            return waiters.stream()
                    .filter(w -> w.order().equals(order) && w.version() < version)
                    .map(Waiter::signal)
                    .toList();
        });
        overtaken.forEach(Signal::raise);
    }

    /** Like {@link #awaitLater}, but false at once if the function has too few free slots left for the wait. */
    boolean holdUntilOvertaken(Delivery delivery, Duration atMost) {
        FunctionName function = delivery.id().function();
        if (!tryHold(function)) {
            return false;
        }
        try {
            return awaitLater(delivery, atMost);
        } finally {
            mutex.locked(() -> heldByFunction.merge(function, -1, Integer::sum));
        }
    }

    private boolean tryHold(FunctionName function) {
        return mutex.locked(() -> {
            boolean free = heldByFunction.getOrDefault(function, 0) < HELD_MAX;
            heldByFunction.merge(function, free ? 1 : 0, Integer::sum);
            return free;
        });
    }

    /**
     * Waits for a later event of the same order at a function, at most for that time or until heal. Returns whether one
     * came.
     */
    boolean awaitLater(Delivery delivery, Duration atMost) {
        Waiter waiter = new Waiter(order(delivery), version(delivery), newSignal.get());
        boolean alreadyOvertaken = mutex.locked(() -> {
            waiters.add(waiter);
            return isOvertaken(waiter);
        });
        if (!alreadyOvertaken) {
            healGate.hold(waiter.signal(), atMost);
        }
        return mutex.locked(() -> {
            waiters.remove(waiter);
            return isOvertaken(waiter);
        });
    }

    private boolean isOvertaken(Waiter waiter) {
        return newest.getOrDefault(waiter.order(), 0) > waiter.version();
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How far each order's events have come to functions of this node, and who waits for them to come further. */
final class OvertakingTracker {
    /** Of so many orders it is remembered; of those longest without an event it is forgotten. */
    private static final int ORDERS_MAX = 16_384;

    private final Supplier<Signal> newSignal;
    private final Mutex mutex;
    private final HealGate holds;
    private final Map<String, Integer> newest = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(String order, int version, Signal signal) {}

    OvertakingTracker(Threads threads, HealGate holds) {
        this.newSignal = threads::newSignal;
        this.mutex = threads.newMutex();
        this.holds = holds;
    }

    private static String order(Delivery delivery) {
        return delivery.event().order().id().toString();
    }

    private static int version(Delivery delivery) {
        return delivery.event().order().version();
    }

    /** A function has been handed this, as original or as copy. */
    void reached(Delivery delivery) {
        String order = order(delivery);
        int version = version(delivery);
        List<Signal> content = mutex.locked(() -> {
            newest.merge(order, version, Math::max);
            if (newest.size() > ORDERS_MAX) {
                newest.remove(newest.keySet().iterator().next());
            }
            return waiting.stream()
                    .filter(w -> w.order().equals(order) && w.version() < version)
                    .map(Waiting::signal)
                    .toList();
        });
        content.forEach(Signal::raise);
    }

    /** Waits until a later event of the same order has reached a function, or heal; answers whether one has. */
    boolean awaitLater(Delivery delivery, Duration atMost) {
        Waiting one = new Waiting(order(delivery), version(delivery), newSignal.get());
        boolean passed = mutex.locked(() -> {
            waiting.add(one);
            return passed(one);
        });
        if (!passed) {
            holds.hold(one.signal(), atMost);
        }
        return mutex.locked(() -> {
            waiting.remove(one);
            return passed(one);
        });
    }

    private boolean passed(Waiting one) {
        return newest.getOrDefault(one.order(), 0) > one.version();
    }
}

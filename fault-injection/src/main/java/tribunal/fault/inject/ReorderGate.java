package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Lets later events of an order overtake earlier ones, and never so many that a function is starved of them. */
public final class ReorderGate {
    /** Half of the slots that the app gives each function. */
    public static final int HELD_MAX = 128;

    private final Mutex mutex;
    private final OvertakingTracker progress;
    private final Map<FunctionName, Integer> held = new TreeMap<>();

    ReorderGate(Threads threads, OvertakingTracker progress) {
        this.mutex = threads.newMutex();
        this.progress = progress;
    }

    /** Holds a delivery until it has been overtaken; false if nothing overtook it or too many are held already. */
    boolean overtaken(Delivery delivery, Duration window) {
        FunctionName function = delivery.id().function();
        if (!taken(function)) {
            return false;
        }
        try {
            return progress.awaitLater(delivery, window);
        } finally {
            mutex.locked(() -> held.merge(function, -1, Integer::sum));
        }
    }

    private boolean taken(FunctionName function) {
        return mutex.locked(() -> {
            boolean free = held.getOrDefault(function, 0) < HELD_MAX;
            held.merge(function, free ? 1 : 0, Integer::sum);
            return free;
        });
    }
}

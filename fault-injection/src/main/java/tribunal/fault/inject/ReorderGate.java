package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Lets later events of an order overtake earlier ones, while functions keep free slots. */
public final class ReorderGate {
    /** The maximum number of held deliveries for each function: half of its slots in the app. */
    public static final int HELD_MAX = 128;

    private final Mutex mutex;
    private final OvertakingTracker tracker;
    private final Map<FunctionName, Integer> heldByFunction = new TreeMap<>();

    ReorderGate(Threads threads, OvertakingTracker tracker) {
        this.mutex = threads.newMutex();
        this.tracker = tracker;
    }

    /** Holds a delivery until it has been overtaken; false if nothing overtook it or too many are held already. */
    boolean holdUntilOvertaken(Delivery delivery, Duration window) {
        FunctionName function = delivery.id().function();
        if (!tryHold(function)) {
            return false;
        }
        try {
            return tracker.awaitLater(delivery, window);
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
}

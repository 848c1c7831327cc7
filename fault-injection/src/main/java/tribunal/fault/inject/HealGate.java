package tribunal.fault.inject;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Holds deliveries, copies and answers until their time has come, or until heal, which releases all at once. */
public final class HealGate {
    private final Supplier<Signal> newSignal;
    private final Mutex mutex;
    private final List<Signal> waiting = new ArrayList<>();
    private volatile boolean isHealed;

    public HealGate(Threads threads) {
        this.newSignal = threads::newSignal;
        this.mutex = threads.newMutex();
    }

    boolean isHealed() {
        return isHealed;
    }

    /** Waits for that time; false if heal ended the wait early. */
    boolean hold(Duration time) {
        return hold(newSignal.get(), time);
    }

    /** Waits for the signal, at most for that time; false if heal ended the wait early. */
    boolean hold(Signal signal, Duration time) {
        if (isHealed || time.isNegative() || time.isZero()) {
            return !isHealed;
        }
        mutex.locked(() -> waiting.add(signal));
        if (!isHealed) {
            signal.await(time);
        }
        mutex.locked(() -> waiting.remove(signal));
        return !isHealed;
    }

    /** Turns faults off permanently and releases all waiting threads. */
    void heal() {
        isHealed = true;
        List<Signal> all = mutex.locked(() -> List.copyOf(waiting));
        all.forEach(Signal::raise);
    }
}

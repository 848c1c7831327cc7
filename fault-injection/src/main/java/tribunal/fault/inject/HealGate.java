package tribunal.fault.inject;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whatever the injector holds back: until its time has come, or until heal, which releases all at once. */
public final class HealGate {
    private final Supplier<Signal> newSignal;
    private final Mutex mutex;
    private final List<Signal> waiting = new ArrayList<>();
    private volatile boolean healed;

    public HealGate(Threads threads) {
        this.newSignal = threads::newSignal;
        this.mutex = threads.newMutex();
    }

    boolean healed() {
        return healed;
    }

    /** Waits; false if heal cut it short. */
    boolean hold(Duration time) {
        return hold(newSignal.get(), time);
    }

    /** Waits for the signal, but no longer than that time; false if heal cut it short. */
    boolean hold(Signal signal, Duration time) {
        if (healed || time.isNegative() || time.isZero()) {
            return !healed;
        }
        mutex.locked(() -> waiting.add(signal));
        if (!healed) {
            signal.await(time);
        }
        mutex.locked(() -> waiting.remove(signal));
        return !healed;
    }

    /** Faults off, for good. */
    void heal() {
        healed = true;
        List<Signal> all = mutex.locked(() -> List.copyOf(waiting));
        all.forEach(Signal::raise);
    }
}

package foodcourt.eventing;

import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** One function's way through the dispatcher: its alarm clock. Each function has its own, so that none holds up another. */
final class FunctionWaker {
    private final FunctionName function;
    private final Signal signal;
    private final Mutex mutex;
    private final SortedSet<Long> alarms = new TreeSet<>();
    private volatile int wanted = 1;

    FunctionWaker(FunctionName function, Signal signal, Mutex mutex) {
        this.function = function;
        this.signal = signal;
        this.mutex = mutex;
    }

    FunctionName function() {
        return function;
    }

    /** It is to be woken when so much room has come to be. */
    void wants(int room) {
        wanted = room;
    }

    int wanted() {
        return wanted;
    }

    /** Wakes it at once. */
    void wake() {
        signal.raise();
    }

    /** Wakes it at that monotonic time. */
    void wakeAt(long nanos) {
        mutex.locked(() -> alarms.add(nanos));
        signal.raise();
    }

    /** Waits until something may be due, but no longer than that. */
    void await(long now, Duration atMost) {
        long wait = mutex.locked(() -> untilAlarm(now, atMost.toNanos()));
        signal.await(Duration.ofNanos(wait));
    }

    /** Zero if an alarm has gone off; those that have are forgotten. */
    private long untilAlarm(long now, long atMost) {
        if (alarms.isEmpty()) {
            return atMost;
        }
        long until = Math.clamp(alarms.first() - now, 0, atMost);
        alarms.headSet(now + 1).clear();
        return until;
    }
}

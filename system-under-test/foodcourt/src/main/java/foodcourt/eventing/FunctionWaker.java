package foodcourt.eventing;

import foodcourt.port.FunctionName;
import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** Wakes the claimer of one function, so that no function delays another. */
final class FunctionWaker {
    private final FunctionName function;
    private final Signal signal;
    private final Mutex mutex;
    private final SortedSet<Long> alarms = new TreeSet<>();
    private volatile int wantedRoom = 1;

    FunctionWaker(FunctionName function, Signal signal, Mutex mutex) {
        this.function = function;
        this.signal = signal;
        this.mutex = mutex;
    }

    FunctionName function() {
        return function;
    }

    /** Sets how many free slots wake the claimer. */
    void wakeAtRoom(int room) {
        wantedRoom = room;
    }

    int wantedRoom() {
        return wantedRoom;
    }

    void wake() {
        signal.raise();
    }

    void wakeAt(long nanos) {
        mutex.locked(() -> alarms.add(nanos));
        signal.raise();
    }

    /** Waits until a delivery may be due, but at most the given time. */
    void await(long now, Duration atMost) {
        long wait = mutex.locked(() -> untilAlarm(now, atMost.toNanos()));
        signal.await(Duration.ofNanos(wait));
    }

    /** Nanoseconds until the next alarm; 0 if one is due. Alarms that are due are removed. */
    private long untilAlarm(long now, long atMost) {
        if (alarms.isEmpty()) {
            return atMost;
        }
        long until = Math.clamp(alarms.first() - now, 0, atMost);
        alarms.headSet(now + 1).clear();
        return until;
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.Threads;
import java.time.Duration;
import tribunal.fault.plan.FaultSpec.Fate;
import tribunal.fault.plan.FaultSpec.Fate.Timing;

/** Delivers copies during the original, after it, or after later events. Heal cancels copies that have not begun. */
final class DuplicateSender {
    /** The longest time that a late copy waits for a later event; then it comes without one. */
    private static final Duration LATE_MAX = Duration.ofSeconds(4);

    /** The time between a later event's start and the late copy, for the function to process the event. */
    private static final Duration LATE_GAP = Duration.ofMillis(100);

    private final AttemptRunner runner;
    private final Threads threads;
    private final HealGate healGate;
    private final OvertakingTracker tracker;

    DuplicateSender(AttemptRunner runner, Threads threads, HealGate healGate, OvertakingTracker tracker) {
        this.runner = runner;
        this.threads = threads;
        this.healGate = healGate;
        this.tracker = tracker;
    }

    /** Starts all copies, each on its own thread. */
    void sendConcurrently(Delivery delivery, Fate.Duplicate fate) {
        for (int n = 1; n <= fate.copies(); n++) {
            int copy = n;
            threads.start("copy " + copy + " of " + delivery.id(), () -> runner.copy(delivery, copy, fate));
        }
    }

    /** Starts a thread that runs the copies one after the other. */
    void sendAfterwards(Delivery delivery, Fate.Duplicate fate) {
        threads.start("copies of " + delivery.id(), () -> sendSequentially(delivery, fate));
    }

    private void sendSequentially(Delivery delivery, Fate.Duplicate fate) {
        Duration gap = fate.spacing();
        if (fate.timing() == Timing.LATE) {
            tracker.awaitLater(delivery, LATE_MAX);
            gap = gap.plus(LATE_GAP);
        }
        for (int copy = 1; copy <= fate.copies() && healGate.hold(gap); copy++) {
            runner.copy(delivery, copy, fate);
        }
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.Threads;
import java.time.Duration;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Fate.Timing;

/** Delivers copies: beside the original, after it, or after later events of the order. Heal cancels those not begun. */
final class DuplicateSender {
    /** For so long a late copy waits for a later event; then it comes without. */
    private static final Duration LATE_MAX = Duration.ofSeconds(4);

    /** For so long the later event is given to be worked on before a late copy comes. */
    private static final Duration LATE_GAP = Duration.ofMillis(100);

    private final AttemptRunner runs;
    private final Threads threads;
    private final HealGate holds;
    private final OvertakingTracker progress;

    DuplicateSender(AttemptRunner runs, Threads threads, HealGate holds, OvertakingTracker progress) {
        this.runs = runs;
        this.threads = threads;
        this.holds = holds;
        this.progress = progress;
    }

    /** Starts all of them, each on a thread of its own. */
    void atOnce(Delivery delivery, Fate.Duplicate fate) {
        for (int n = 1; n <= fate.copies(); n++) {
            int copy = n;
            threads.start("copy " + copy + " of " + delivery.id(), () -> runs.copy(delivery, copy, fate));
        }
    }

    /** Starts the thread that runs them one after the other. */
    void afterwards(Delivery delivery, Fate.Duplicate fate) {
        threads.start("copies of " + delivery.id(), () -> oneByOne(delivery, fate));
    }

    private void oneByOne(Delivery delivery, Fate.Duplicate fate) {
        Duration gap = fate.spacing();
        if (fate.timing() == Timing.LATE) {
            progress.awaitLater(delivery, LATE_MAX);
            gap = gap.plus(LATE_GAP);
        }
        for (int copy = 1; copy <= fate.copies() && holds.hold(gap); copy++) {
            runs.copy(delivery, copy, fate);
        }
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;
import java.time.Duration;
import java.util.Optional;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Fate.Timing;
import tribunal.history.ChannelEntry.Ending;

/** The inner side of the channel: it runs the function for originals and copies, and records their start and end. */
record AttemptRunner(Ports delegate, ChannelWitness witness, HealGate healGate, OvertakingTracker tracker) {
    /** The longest time that a late copy waits for a later event; then it comes without one. */
    private static final Duration LATE_MAX = Duration.ofSeconds(4);

    /** The time between a later event's start and the late copy, for the function to process the event. */
    private static final Duration LATE_GAP = Duration.ofMillis(100);

    private static final ScopedValue<RunningCopy> RUNNING = ScopedValue.newInstance();

    private record RunningCopy(Delivery delivery, int copy) {}

    /** Runs the function for the dispatcher's delivery; empty if the attempt crashed. */
    Optional<DeliveryResult> runOriginal(Delivery delivery, AttemptContext context) {
        return run(new RunningCopy(delivery, 0), context);
    }

    /** Starts all copies, each on its own thread. */
    void startConcurrentCopies(Delivery delivery, Fate.Duplicate fate) {
        for (int n = 1; n <= fate.copies(); n++) {
            int copy = n;
            delegate.threads().start("copy " + copy + " of " + delivery.id(), () -> runCopy(delivery, copy, fate));
        }
    }

    /** Starts a thread that runs the copies one after the other. Heal cancels copies that have not begun. */
    void startSequentialCopies(Delivery delivery, Fate.Duplicate fate) {
        delegate.threads().start("copies of " + delivery.id(), () -> copyOneByOne(delivery, fate));
    }

    private void copyOneByOne(Delivery delivery, Fate.Duplicate fate) {
        Duration gap = fate.spacing();
        if (fate.timing() == Timing.LATE) {
            tracker.awaitLater(delivery, LATE_MAX);
            gap = gap.plus(LATE_GAP);
        }
        for (int copy = 1; copy <= fate.copies() && healGate.hold(gap); copy++) {
            runCopy(delivery, copy, fate);
        }
    }

    /** Runs the function for a copy and discards its answer. */
    private void runCopy(Delivery delivery, int copy, Fate fate) {
        witness.fateMet(delivery, fate);
        run(new RunningCopy(delivery, copy), AttemptContext.WITHOUT_FAULT);
    }

    private Optional<DeliveryResult> run(RunningCopy running, AttemptContext context) {
        Delivery delivery = running.delivery();
        witness.started(delivery, running.copy());
        tracker.reached(delivery);
        try {
            context.reach(Place.BEFORE_START);
            DeliveryResult answer = ScopedValue.where(RUNNING, running)
                    .call(() -> context.run(() -> delegate.channel().deliver(delivery)));
            context.reach(Place.BEFORE_ANSWER);
            Ending ending = answer instanceof DeliveryResult.Done ? Ending.DONE : Ending.FAILED;
            witness.ended(delivery, running.copy(), ending, null);
            return Optional.of(answer);
        } catch (InjectedCrash e) {
            witness.ended(delivery, running.copy(), Ending.CRASHED, context.crashPointName());
            return Optional.empty();
        }
    }

    /** Records the rollback of a transaction of this thread's attempt. */
    void rolledBack() {
        if (RUNNING.isBound()) {
            witness.rolledBack(RUNNING.get().delivery(), RUNNING.get().copy());
        }
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import java.util.Optional;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.FaultSpec.Fate;
import tribunal.history.ChannelEntry.Ending;

/** The inner side of the channel: it runs the function for originals and copies, and records their start and end. */
final class AttemptRunner {
    private static final ScopedValue<RunningCopy> RUNNING = ScopedValue.newInstance();

    private final DeliveryChannel delegate;
    private final ChannelWitness witness;
    private final OvertakingTracker tracker;

    private record RunningCopy(Delivery delivery, int copy) {}

    AttemptRunner(DeliveryChannel delegate, ChannelWitness witness, OvertakingTracker tracker) {
        this.delegate = delegate;
        this.witness = witness;
        this.tracker = tracker;
    }

    /** Runs the function for the dispatcher's delivery; empty if the attempt crashed. */
    Optional<DeliveryResult> original(Delivery delivery, AttemptContext context) {
        return run(new RunningCopy(delivery, 0), context);
    }

    /** Runs the function for a copy and discards its answer. */
    void copy(Delivery delivery, int copy, Fate fate) {
        witness.fateMet(delivery, fate);
        run(new RunningCopy(delivery, copy), new AttemptContext());
    }

    private Optional<DeliveryResult> run(RunningCopy running, AttemptContext context) {
        Delivery delivery = running.delivery();
        witness.started(delivery, running.copy());
        tracker.reached(delivery);
        try {
            context.reach(Place.BEFORE_START);
            DeliveryResult answer =
                    ScopedValue.where(RUNNING, running).call(() -> context.run(() -> delegate.deliver(delivery)));
            context.reach(Place.BEFORE_ANSWER);
            Ending ending = answer instanceof DeliveryResult.Done ? Ending.DONE : Ending.FAILED;
            witness.ended(delivery, running.copy(), ending, null);
            return Optional.of(answer);
        } catch (SimulatedCrash e) {
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

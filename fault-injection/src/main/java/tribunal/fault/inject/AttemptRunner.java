package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import java.util.Optional;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.Fate;
import tribunal.history.ChannelEntry.Ending;

/** The inner side of the channel: what really runs, as original or as copy, and what its witness saw. */
final class AttemptRunner {
    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

    private final DeliveryChannel sound;
    private final ChannelWitness witness;
    private final OvertakingTracker progress;

    private record Running(Delivery delivery, int copy) {}

    AttemptRunner(DeliveryChannel sound, ChannelWitness witness, OvertakingTracker progress) {
        this.sound = sound;
        this.witness = witness;
        this.progress = progress;
    }

    /** Runs the function as the dispatcher asked for it; empty if it crashed on the way. */
    Optional<DeliveryResult> original(Delivery delivery, AttemptContext life) {
        return run(new Running(delivery, 0), life);
    }

    /** Runs it once more; nobody hears of the answer. */
    void copy(Delivery delivery, int copy, Fate fate) {
        witness.met(delivery, fate);
        run(new Running(delivery, copy), new AttemptContext());
    }

    private Optional<DeliveryResult> run(Running running, AttemptContext life) {
        Delivery delivery = running.delivery();
        witness.started(delivery, running.copy());
        progress.reached(delivery);
        try {
            life.pass(Place.BEFORE_START);
            DeliveryResult answer =
                    ScopedValue.where(RUNNING, running).call(() -> life.live(() -> sound.deliver(delivery)));
            life.pass(Place.BEFORE_ANSWER);
            Ending ending = answer instanceof DeliveryResult.Done ? Ending.DONE : Ending.FAILED;
            witness.ended(delivery, running.copy(), ending, null);
            return Optional.of(answer);
        } catch (SimulatedCrash e) {
            witness.ended(delivery, running.copy(), Ending.CRASHED, life.pointName());
            return Optional.empty();
        }
    }

    /** A transaction of the attempt that this thread runs was rolled back by its crash. */
    void rolledBack() {
        if (RUNNING.isBound()) {
            witness.rolledBack(RUNNING.get().delivery(), RUNNING.get().copy());
        }
    }
}

package tribunal.fault;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Delivery;
import java.util.Optional;
import tribunal.fault.CrashPoint.Place;
import tribunal.history.ChannelEntry.Ending;

/** The inner side of the channel: what really runs, as original or as copy, and what its witness saw. */
final class Runs {
    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

    private final Channel sound;
    private final ChannelWitness witness;
    private final Progress progress;

    private record Running(Delivery delivery, int copy) {}

    Runs(Channel sound, ChannelWitness witness, Progress progress) {
        this.sound = sound;
        this.witness = witness;
        this.progress = progress;
    }

    /** Runs the function as the dispatcher asked for it; empty if it crashed on the way. */
    Optional<Answer> original(Delivery delivery, Life life) {
        return run(new Running(delivery, 0), life);
    }

    /** Runs it once more; nobody hears of the answer. */
    void copy(Delivery delivery, int copy, Fate fate) {
        witness.met(delivery, fate);
        run(new Running(delivery, copy), new Life());
    }

    private Optional<Answer> run(Running running, Life life) {
        Delivery delivery = running.delivery();
        witness.started(delivery, running.copy());
        progress.reached(delivery);
        try {
            life.pass(Place.BEFORE_START);
            Answer answer = ScopedValue.where(RUNNING, running).call(() -> life.live(() -> sound.deliver(delivery)));
            life.pass(Place.BEFORE_ANSWER);
            Ending ending = answer instanceof Answer.Done ? Ending.DONE : Ending.FAILED;
            witness.ended(delivery, running.copy(), ending, null);
            return Optional.of(answer);
        } catch (Crashed e) {
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

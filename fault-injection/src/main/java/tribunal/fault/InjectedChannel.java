package tribunal.fault;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Delivery;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.Optional;
import tribunal.fault.CrashPoint.Place;
import tribunal.fault.Fate.Timing;
import tribunal.history.ChannelEntry.Ending;

/** The channel with its fates: outermost the witness of what was handed over and answered, innermost that of what ran. */
final class InjectedChannel implements Channel {
    /** Just past the app's delivery time-out of 2 s: then nobody waits for an answer any more. */
    private static final Duration SILENCE = Duration.ofMillis(2_050);

    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

    private final Channel sound;
    private final Plan plan;
    private final ChannelWitness witness;
    private final Holds holds;
    private final Threads threads;
    private final LosingQueue settles;

    private record Running(Delivery delivery, int copy) {}

    /** What the injector is made of. */
    record Parts(Plan plan, ChannelWitness witness, Holds holds, Threads threads) {}

    InjectedChannel(Channel sound, LosingQueue settles, Parts parts) {
        this.sound = sound;
        this.settles = settles;
        this.plan = parts.plan();
        this.witness = parts.witness();
        this.holds = parts.holds();
        this.threads = parts.threads();
    }

    @Override
    public Answer deliver(Delivery delivery) {
        Attempt attempt = new Attempt(
                delivery.event().order().id().toString(),
                delivery.event().type().label(),
                delivery.event().ordinal(),
                delivery.id().function().value(),
                delivery.attempt());
        witness.handedOver(delivery, attempt);
        Fate fate = holds.healed() ? new Fate.Deliver() : plan.fateOf(attempt);
        if (!(fate instanceof Fate.Deliver)) {
            witness.decided(delivery, plan.ruleOf(attempt), fate);
        }
        Answer answer = meet(fate, delivery);
        witness.answered(delivery, answer);
        return answer;
    }

    private Answer meet(Fate fate, Delivery delivery) {
        long handedOver = witness.at();
        return switch (fate) {
            case Fate.Deliver() -> run(delivery);
            case Fate.Delay(Duration by) -> {
                witness.met(delivery, fate);
                holds.hold(by);
                yield run(delivery);
            }
            case Fate.Drop() -> {
                witness.met(delivery, fate);
                yield silence(handedOver, "dropped");
            }
            case Fate.LoseAnswer() -> {
                run(delivery);
                witness.met(delivery, fate);
                yield silence(handedOver, "answer lost");
            }
            case Fate.LoseSettle() -> {
                Answer answer = run(delivery);
                if (answer instanceof Answer.Done) {
                    settles.lose(delivery.token(), () -> witness.met(delivery, fate));
                }
                yield answer;
            }
            case Fate.Crash(CrashPoint point) ->
                run(delivery, 0, Optional.of(point)).orElseGet(() -> {
                    witness.met(delivery, fate);
                    return silence(handedOver, "crashed " + point);
                });
            case Fate.Duplicate duplicate -> duplicate(delivery, duplicate);
        };
    }

    private Answer silence(long since, String why) {
        holds.hold(SILENCE.minusNanos(witness.at() - since));
        return new Answer.NoAnswer(why);
    }

    private Answer duplicate(Delivery delivery, Fate.Duplicate fate) {
        if (fate.timing() == Timing.CONCURRENT) {
            for (int copy = 1; copy <= fate.copies(); copy++) {
                startCopy(delivery, copy, fate);
            }
            return run(delivery);
        }
        Answer answer = run(delivery);
        threads.start("copies of " + delivery.id(), () -> {
            for (int copy = 1; copy <= fate.copies() && holds.hold(fate.spacing()); copy++) {
                runCopy(delivery, copy, fate);
            }
        });
        return answer;
    }

    private void startCopy(Delivery delivery, int copy, Fate fate) {
        threads.start("copy " + copy + " of " + delivery.id(), () -> runCopy(delivery, copy, fate));
    }

    private void runCopy(Delivery delivery, int copy, Fate fate) {
        witness.met(delivery, fate);
        run(delivery, copy, Optional.empty());
    }

    private Answer run(Delivery delivery) {
        return run(delivery, 0, Optional.empty()).orElseThrow();
    }

    /** Runs the function; empty if it crashed on the way. */
    private Optional<Answer> run(Delivery delivery, int copy, Optional<CrashPoint> point) {
        Life life = new Life(point);
        witness.started(delivery, copy);
        try {
            life.pass(Place.BEFORE_START);
            Answer answer = ScopedValue.where(RUNNING, new Running(delivery, copy))
                    .call(() -> life.live(() -> sound.deliver(delivery)));
            life.pass(Place.BEFORE_ANSWER);
            witness.ended(delivery, copy, answer instanceof Answer.Done ? Ending.DONE : Ending.FAILED, null);
            return Optional.of(answer);
        } catch (Crashed e) {
            witness.ended(
                    delivery,
                    copy,
                    Ending.CRASHED,
                    point.map(CrashPoint::toString).orElse(null));
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

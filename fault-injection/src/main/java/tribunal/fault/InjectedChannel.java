package tribunal.fault;

import foodcourt.port.Answer;
import foodcourt.port.Channel;
import foodcourt.port.Delivery;
import java.time.Duration;
import java.util.Optional;
import tribunal.fault.Fate.Timing;
import tribunal.fault.Fates.Decision;

/** The channel with its fates, and outermost the witness of what was handed over and answered. */
final class InjectedChannel implements Channel {
    /** Just past the app's time-out: then nobody waits for an answer any more. */
    private static final Duration SILENCE = Faults.DELIVERY_TIMEOUT.plusMillis(50);

    private final Runs runs;
    private final Fates fates;
    private final ChannelWitness witness;
    private final Holds holds;
    private final LosingQueue settles;
    private final Copies copies;
    private final Reordering reordering;

    /** What it is made of. */
    record Parts(Fates fates, ChannelWitness witness, Holds holds, LosingQueue settles) {}

    InjectedChannel(Runs runs, Parts parts, Copies copies, Reordering reordering) {
        this.runs = runs;
        this.fates = parts.fates();
        this.witness = parts.witness();
        this.holds = parts.holds();
        this.settles = parts.settles();
        this.copies = copies;
        this.reordering = reordering;
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
        Optional<Decision> decision = fates.decide(attempt).filter(d -> outlastsHeal(d.fate()) || !holds.healed());
        decision.ifPresent(d -> witness.decided(delivery, d.rule(), d.fate()));
        Answer answer = decision.map(d -> meet(d.fate(), delivery)).orElseGet(() -> run(delivery));
        witness.answered(delivery, answer);
        return answer;
    }

    private static boolean outlastsHeal(Fate fate) {
        return fate instanceof Fate.Poison;
    }

    private Answer meet(Fate fate, Delivery delivery) {
        return switch (fate) {
            case Fate.Deliver() -> run(delivery);
            case Fate.Duplicate duplicate -> duplicate(delivery, duplicate);
            case Fate.Delay(Duration by) -> delay(delivery, fate, by);
            case Fate.Reorder(Duration window) -> reorder(delivery, fate, window);
            case Fate.Drop() -> drop(delivery, fate);
            case Fate.LoseAnswer() -> loseAnswer(delivery, fate);
            case Fate.LoseSettle() -> loseSettle(delivery, fate);
            case Fate.Crash(CrashPoint point) -> crash(delivery, fate, point);
            case Fate.Hang(Duration by) -> hang(delivery, fate, by);
            case Fate.Fail(int status, Optional<Duration> retryAfter) ->
                answerInstead(delivery, fate, new Answer.Failed(retryAfter, false, "answered " + status));
            case Fate.Poison(Poisoning how) -> answerInstead(delivery, fate, how.answer());
            case Fate.ThirdParty thirdParty -> mistreat(delivery, thirdParty);
        };
    }

    private Answer run(Delivery delivery) {
        return runs.original(delivery, new Life()).orElseThrow();
    }

    private Answer duplicate(Delivery delivery, Fate.Duplicate fate) {
        if (fate.timing() == Timing.CONCURRENT) {
            copies.atOnce(delivery, fate);
            return run(delivery);
        }
        Answer answer = run(delivery);
        copies.afterwards(delivery, fate);
        return answer;
    }

    private Answer delay(Delivery delivery, Fate fate, Duration by) {
        witness.met(delivery, fate);
        holds.hold(by);
        return run(delivery);
    }

    /** Met only if a later event really overtook it. */
    private Answer reorder(Delivery delivery, Fate fate, Duration window) {
        if (reordering.overtaken(delivery, window)) {
            witness.met(delivery, fate);
        }
        return run(delivery);
    }

    private Answer drop(Delivery delivery, Fate fate) {
        long handedOver = witness.at();
        witness.met(delivery, fate);
        return silence(handedOver, "dropped");
    }

    private Answer loseAnswer(Delivery delivery, Fate fate) {
        long handedOver = witness.at();
        run(delivery);
        witness.met(delivery, fate);
        return silence(handedOver, "answer lost");
    }

    private Answer loseSettle(Delivery delivery, Fate fate) {
        Answer answer = run(delivery);
        if (answer instanceof Answer.Done) {
            settles.lose(delivery.token(), () -> witness.met(delivery, fate));
        }
        return answer;
    }

    private Answer crash(Delivery delivery, Fate fate, CrashPoint point) {
        long handedOver = witness.at();
        return runs.original(delivery, new Life(point)).orElseGet(() -> {
            witness.met(delivery, fate);
            return silence(handedOver, "crashed " + point);
        });
    }

    /** Met as soon as the answer is withheld, so that the cause stands before the retry that it causes. */
    private Answer hang(Delivery delivery, Fate fate, Duration by) {
        long handedOver = witness.at();
        Answer answer = run(delivery);
        if (!holds.healed()) {
            witness.met(delivery, fate);
            holdUntil(handedOver, by);
        }
        return answer;
    }

    private Answer answerInstead(Delivery delivery, Fate fate, Answer failure) {
        witness.met(delivery, fate);
        return failure;
    }

    private Answer mistreat(Delivery delivery, Fate.ThirdParty fate) {
        Life life = new Life(sound -> new FaultyThirdParties(sound, fate, holds, () -> witness.met(delivery, fate)));
        return runs.original(delivery, life).orElseThrow();
    }

    private Answer silence(long since, String why) {
        holdUntil(since, SILENCE);
        return new Answer.NoAnswer(why);
    }

    private void holdUntil(long since, Duration time) {
        holds.hold(time.minusNanos(witness.at() - since));
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import java.time.Duration;
import java.util.Optional;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Fate.Timing;
import tribunal.fault.plan.FateDecider;
import tribunal.fault.plan.FateDecider.Decision;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.PoisonMode;

/** The channel with its fates, and outermost the witness of what was handed over and answered. */
final class InjectedChannel implements DeliveryChannel {
    /** Just past the app's time-out: then nobody waits for an answer any more. */
    private static final Duration SILENCE = FaultRules.DELIVERY_TIMEOUT.plusMillis(50);

    private final AttemptRunner runs;
    private final FateDecider fates;
    private final ChannelWitness witness;
    private final HealGate holds;
    private final SettleLosingQueue settles;
    private final DuplicateSender copies;
    private final ReorderGate reordering;

    /** What it is made of. */
    record Parts(FateDecider fates, ChannelWitness witness, HealGate holds, SettleLosingQueue settles) {}

    InjectedChannel(AttemptRunner runs, Parts parts, DuplicateSender copies, ReorderGate reordering) {
        this.runs = runs;
        this.fates = parts.fates();
        this.witness = parts.witness();
        this.holds = parts.holds();
        this.settles = parts.settles();
        this.copies = copies;
        this.reordering = reordering;
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        AttemptKey attempt = new AttemptKey(
                delivery.event().order().id().toString(),
                delivery.event().type().label(),
                delivery.event().ordinal(),
                delivery.id().function().value(),
                delivery.attempt());
        witness.handedOver(delivery, attempt);
        Optional<Decision> decision = fates.decide(attempt).filter(d -> outlastsHeal(d.fate()) || !holds.healed());
        decision.ifPresent(d -> witness.decided(delivery, d.rule(), d.fate()));
        DeliveryResult answer = decision.map(d -> meet(d.fate(), delivery)).orElseGet(() -> run(delivery));
        witness.answered(delivery, answer);
        return answer;
    }

    private static boolean outlastsHeal(Fate fate) {
        return fate instanceof Fate.Poison;
    }

    private DeliveryResult meet(Fate fate, Delivery delivery) {
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
                answerInstead(delivery, fate, new DeliveryResult.Failed(retryAfter, false, "answered " + status));
            case Fate.Poison(PoisonMode how) -> answerInstead(delivery, fate, poisoned(how));
            case Fate.ThirdParty thirdParty -> mistreat(delivery, thirdParty);
        };
    }

    private DeliveryResult run(Delivery delivery) {
        return runs.original(delivery, new AttemptContext()).orElseThrow();
    }

    private DeliveryResult duplicate(Delivery delivery, Fate.Duplicate fate) {
        if (fate.timing() == Timing.CONCURRENT) {
            copies.atOnce(delivery, fate);
            return run(delivery);
        }
        DeliveryResult answer = run(delivery);
        copies.afterwards(delivery, fate);
        return answer;
    }

    private DeliveryResult delay(Delivery delivery, Fate fate, Duration by) {
        witness.met(delivery, fate);
        holds.hold(by);
        return run(delivery);
    }

    /** Met only if a later event really overtook it. */
    private DeliveryResult reorder(Delivery delivery, Fate fate, Duration window) {
        if (reordering.overtaken(delivery, window)) {
            witness.met(delivery, fate);
        }
        return run(delivery);
    }

    private DeliveryResult drop(Delivery delivery, Fate fate) {
        long handedOver = witness.at();
        witness.met(delivery, fate);
        return silence(handedOver, "dropped");
    }

    private DeliveryResult loseAnswer(Delivery delivery, Fate fate) {
        long handedOver = witness.at();
        run(delivery);
        witness.met(delivery, fate);
        return silence(handedOver, "answer lost");
    }

    private DeliveryResult loseSettle(Delivery delivery, Fate fate) {
        DeliveryResult answer = run(delivery);
        if (answer instanceof DeliveryResult.Done) {
            settles.lose(delivery.token(), () -> witness.met(delivery, fate));
        }
        return answer;
    }

    private DeliveryResult crash(Delivery delivery, Fate fate, CrashPoint point) {
        long handedOver = witness.at();
        return runs.original(delivery, new AttemptContext(point)).orElseGet(() -> {
            witness.met(delivery, fate);
            return silence(handedOver, "crashed " + point);
        });
    }

    /** Met as soon as the answer is withheld, so that the cause stands before the retry that it causes. */
    private DeliveryResult hang(Delivery delivery, Fate fate, Duration by) {
        long handedOver = witness.at();
        DeliveryResult answer = run(delivery);
        if (!holds.healed()) {
            witness.met(delivery, fate);
            holdUntil(handedOver, by);
        }
        return answer;
    }

    private static DeliveryResult poisoned(PoisonMode how) {
        return new DeliveryResult.Failed(Optional.empty(), how.isPermanent(), "poisoned: " + how.words());
    }

    private DeliveryResult answerInstead(Delivery delivery, Fate fate, DeliveryResult failure) {
        witness.met(delivery, fate);
        return failure;
    }

    private DeliveryResult mistreat(Delivery delivery, Fate.ThirdParty fate) {
        AttemptContext life = new AttemptContext(
                sound -> new FaultyThirdParties(sound, fate, holds, () -> witness.met(delivery, fate)));
        return runs.original(delivery, life).orElseThrow();
    }

    private DeliveryResult silence(long since, String why) {
        holdUntil(since, SILENCE);
        return new DeliveryResult.NoAnswer(why);
    }

    private void holdUntil(long since, Duration time) {
        holds.hold(time.minusNanos(witness.at() - since));
    }
}

package tribunal.fault.inject;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.Optional;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Fate.Timing;
import tribunal.fault.plan.FateDecider;
import tribunal.fault.plan.FateDecider.DecidedFate;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PoisonMode;
import tribunal.fault.plan.ThirdPartyFault.ThirdPartyFate;

/** The channel that applies fates to deliveries, and records hand-overs, fates and answers. */
final class FaultyChannel implements DeliveryChannel {
    /** Just above the app's default timeout. A run with a longer timeout gets the answer while it still waits. */
    private static final Duration NO_ANSWER_AFTER =
            Settings.defaults().deliveryTimeout().plusMillis(50);

    private final FateDecider fateDecider;
    private final ChannelWitness witness;
    private final HealGate healGate;
    private final SettleLosingQueue queue;
    private final OvertakingTracker tracker;
    private final AttemptRunner runner;

    FaultyChannel(Ports delegate, FateDecider fateDecider, ChannelWitness witness, HealGate healGate) {
        this.fateDecider = fateDecider;
        this.witness = witness;
        this.healGate = healGate;
        this.queue = new SettleLosingQueue(delegate.queue());
        this.tracker = new OvertakingTracker(delegate.threads(), healGate);
        this.runner = new AttemptRunner(delegate, witness, healGate, tracker);
    }

    /** Decorates the ports with this channel, and with all else that fates need. */
    Ports decorate(Ports delegate) {
        return CrashingPorts.of(delegate, runner::rolledBack).withQueue(queue).withChannel(this);
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
        Optional<DecidedFate> decision =
                fateDecider.decide(attempt).filter(d -> d.fate() instanceof FaultSpec.Poison || !healGate.isHealed());
        decision.ifPresent(d -> witness.decided(delivery, d.rule(), d.fate()));
        DeliveryResult answer = decision.map(d -> apply(d.fate(), delivery)).orElseGet(() -> run(delivery));
        witness.answered(delivery, answer);
        return answer;
    }

    private DeliveryResult apply(Fate fate, Delivery delivery) {
        return switch (fate) {
            case Fate.Duplicate duplicate -> duplicate(delivery, duplicate);
            case Fate.Delay(Duration by) -> delay(delivery, fate, by);
            case Fate.Reorder(Duration window) -> reorder(delivery, fate, window);
            case FaultSpec.Drop() -> drop(delivery, fate);
            case FaultSpec.LoseAnswer() -> loseAnswer(delivery, fate);
            case FaultSpec.LoseSettle() -> loseSettle(delivery, fate);
            case Fate.Crash(CrashPoint point) -> crash(delivery, fate, point);
            case Fate.Hang(Duration by) -> hang(delivery, fate, by);
            case FaultSpec.Fail(int status, Optional<Duration> retryAfter) ->
                answerInstead(delivery, fate, new DeliveryResult.Failed(retryAfter, false, "answered " + status));
            case FaultSpec.Poison(PoisonMode how) -> answerInstead(delivery, fate, poisoned(how));
            case ThirdPartyFate thirdParty -> disturbThirdParties(delivery, thirdParty);
        };
    }

    private DeliveryResult run(Delivery delivery) {
        return runner.runOriginal(delivery, AttemptContext.WITHOUT_FAULT).orElseThrow();
    }

    private DeliveryResult duplicate(Delivery delivery, Fate.Duplicate fate) {
        if (fate.timing() == Timing.CONCURRENT) {
            runner.startConcurrentCopies(delivery, fate);
            return run(delivery);
        }
        DeliveryResult answer = run(delivery);
        runner.startSequentialCopies(delivery, fate);
        return answer;
    }

    private DeliveryResult delay(Delivery delivery, Fate fate, Duration by) {
        witness.fateMet(delivery, fate);
        healGate.hold(by);
        return run(delivery);
    }

    /** The fate takes effect only if a later event really overtook the delivery. */
    private DeliveryResult reorder(Delivery delivery, Fate fate, Duration window) {
        if (tracker.holdUntilOvertaken(delivery, window)) {
            witness.fateMet(delivery, fate);
        }
        return run(delivery);
    }

    private DeliveryResult drop(Delivery delivery, Fate fate) {
        long handedOver = witness.now();
        witness.fateMet(delivery, fate);
        return noAnswer(handedOver, "dropped");
    }

    private DeliveryResult loseAnswer(Delivery delivery, Fate fate) {
        long handedOver = witness.now();
        run(delivery);
        witness.fateMet(delivery, fate);
        return noAnswer(handedOver, "answer lost");
    }

    private DeliveryResult loseSettle(Delivery delivery, Fate fate) {
        DeliveryResult answer = run(delivery);
        if (answer instanceof DeliveryResult.Done) {
            queue.lose(delivery.token(), () -> witness.fateMet(delivery, fate));
        }
        return answer;
    }

    private DeliveryResult crash(Delivery delivery, Fate fate, CrashPoint point) {
        long handedOver = witness.now();
        return runner.runOriginal(delivery, new AttemptContext(point)).orElseGet(() -> {
            witness.fateMet(delivery, fate);
            return noAnswer(handedOver, "crashed " + point);
        });
    }

    /** Records the fate as soon as the answer is withheld, so that it comes before the retry that it causes. */
    private DeliveryResult hang(Delivery delivery, Fate fate, Duration by) {
        long handedOver = witness.now();
        DeliveryResult answer = run(delivery);
        if (!healGate.isHealed()) {
            witness.fateMet(delivery, fate);
            holdUntil(handedOver, by);
        }
        return answer;
    }

    private static DeliveryResult poisoned(PoisonMode how) {
        return new DeliveryResult.Failed(Optional.empty(), how.isPermanent(), "poisoned: " + how.description());
    }

    private DeliveryResult answerInstead(Delivery delivery, Fate fate, DeliveryResult failure) {
        witness.fateMet(delivery, fate);
        return failure;
    }

    private DeliveryResult disturbThirdParties(Delivery delivery, ThirdPartyFate fate) {
        AttemptContext context = new AttemptContext(thirdParties ->
                new FaultyThirdParties(thirdParties, fate, healGate, () -> witness.fateMet(delivery, fate)));
        return runner.runOriginal(delivery, context).orElseThrow();
    }

    private DeliveryResult noAnswer(long since, String why) {
        holdUntil(since, NO_ANSWER_AFTER);
        return new DeliveryResult.NoAnswer(why);
    }

    private void holdUntil(long since, Duration time) {
        healGate.hold(time.minusNanos(witness.now() - since));
    }
}

package tribunal.verify.guarantee.amplification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.AppModel.Delay;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Transition;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks not-before times. No delivery is handed over before it is due, and it is due after its event by the delay that
 * the model declares for its function. The app measures this delay from inside the event's transaction. That
 * transaction cannot have begun before the effect that the transition requires was applied. So the minimum is counted
 * from that effect, and is not judged where the transition requires none. The maximum is counted from the commit.
 */
final class DueTimeCheck {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Findings findings;
    private final Map<String, Delay> delays = new HashMap<>();

    DueTimeCheck(RunEvidence run, Findings findings) {
        this.findings = findings;
        run.model().functions().forEach((function, reaction) -> {
            if (reaction.due() != null) {
                delays.put(function, reaction.due());
            }
        });
    }

    /** Reports only the first hand-over of a delivery that came too soon. */
    void judge(PartitionEvidence evidence, DeliveryEvidence delivery) {
        Optional<HandedOver> early =
                delivery.first(HandedOver.class, h -> evidence.clocks().certainlyBefore(h.at(), h.due()));
        if (early.isPresent()) {
            report(
                    delivery,
                    early.get(),
                    "before it was due",
                    early.get().due() - early.get().at());
            return;
        }
        Delay delay = delays.get(delivery.id().function());
        if (delay != null && delivery.recorded().isPresent()) {
            delivery.first(HandedOver.class).ifPresent(first -> judge(evidence, delivery, first, delay));
        }
    }

    private void judge(PartitionEvidence evidence, DeliveryEvidence delivery, HandedOver first, Delay delay) {
        EventRecorded event = delivery.recorded().orElseThrow();
        findings.countChecked("due times", 1);
        long earliest = required(evidence, event)
                .map(applied -> applied.at() + delay.minMillis() * NANOS_PER_MILLI)
                .orElse(Long.MIN_VALUE);
        long latest = event.at() + delay.maxMillis() * NANOS_PER_MILLI;
        if (first.at() < earliest) {
            report(delivery, first, "before the model lets it be due", earliest - first.at());
        } else if (first.attempt() == 1 && evidence.clocks().certainlyBefore(latest, first.due())) {
            report(delivery, first, "due later than the model lets it be", first.due() - latest);
        }
    }

    /** The effect that the event's transition required; empty if it requires none, or none was recorded. */
    private static Optional<EffectApplied> required(PartitionEvidence evidence, EventRecorded event) {
        EntityEvidence entity = evidence.entity(event.entity()).orElseThrow();
        return entity.committed(event.version())
                .flatMap(c -> evidence.model().transition(c.entity(), c.from(), c.state()))
                .map(Transition::requires)
                .map(Cause::applied)
                .flatMap(kind -> entity.applied(kind).stream().findFirst());
    }

    private void report(DeliveryEvidence delivery, HandedOver handed, String what, long by) {
        String sentence =
                "%s was handed over %s, by %s".formatted(delivery.description(), what, FindingText.millis(by));
        findings.report("delivery at the wrong time", sentence, delivery.entity(), delivery.withEvent(List.of(handed)));
    }
}

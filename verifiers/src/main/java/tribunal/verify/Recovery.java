package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.Phase;

/** After heal the backlog empties in time, the canary goes its way, and poison holds up nobody else ({@link Isolation}). */
final class Recovery implements Guarantee {
    @Override
    public Findings judge(Evidence evidence) {
        Findings findings = evidence.findings();
        Optional<Long> heal = evidence.course().started(Phase.HEAL);
        long slowest = heal.map(at -> backlog(evidence, at, findings)).orElse(0L);
        canary(evidence, findings);
        Isolation.judge(evidence, findings);
        findings.opportunities(evidence.troubles().count());
        findings.checked("outages", evidence.troubles().count());
        findings.summary("backlog empty %s after heal, %s and %s"
                .formatted(
                        Wording.seconds(slowest),
                        Wording.count(evidence.troubles().count(), "outage"),
                        Wording.count(findings.checked("poisoned deliveries"), "delivery poisoned")));
        return findings;
    }

    /** How long after heal the last delivery was over, in nanoseconds. */
    private static long backlog(Evidence evidence, long heal, Findings findings) {
        long bound = evidence.run().limits().recoveryBound().toNanos();
        long slowest = 0;
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isPresent() && !evidence.poisoned().containsKey(delivery.id())) {
                findings.checked("deliveries", 1);
                Optional<Long> over = delivery.over();
                slowest = Math.max(slowest, over.orElse(heal) - heal);
                if (over.orElse(Long.MAX_VALUE)
                        > heal + bound + evidence.clocks().epsilon()) {
                    pending(evidence, delivery, heal + bound, findings);
                }
            }
        }
        return slowest;
    }

    private static void pending(Evidence evidence, DeliveryEvidence delivery, long due, Findings findings) {
        if (delivery.over().isEmpty() && evidence.end().filter(end -> end < due).isPresent()) {
            findings.doubt("a delivery was pending when the run ended, before the bound");
            return;
        }
        String sentence = "%s was still pending %s after heal: %s"
                .formatted(
                        delivery.name(),
                        Wording.seconds(evidence.run().limits().recoveryBound().toNanos()),
                        Whereabouts.at(delivery, due));
        findings.absent("delivery still pending", violation(sentence, delivery.order(), delivery.whole()));
    }

    private static void canary(Evidence evidence, Findings findings) {
        Optional<CanaryPlaced> placed = evidence.kinds().first(CanaryPlaced.class);
        boolean arrived = evidence.canary().filter(evidence::restsInFinal).isPresent();
        if (placed.isEmpty() || arrived || !evidence.whole()) {
            return;
        }
        long due = placed.get().at() + evidence.run().limits().canaryBound().toNanos();
        List<String> down = evidence.troubles().down();
        if (!down.isEmpty()) {
            findings.doubt("the canary is not done, and " + String.join(", ", down) + " is down");
        } else if (evidence.end().orElse(0L) < due) {
            findings.doubt("the canary was not done when the run ended, before its bound");
        } else {
            findings.violated("canary stalled", stalled(evidence, placed.get()));
        }
    }

    private static Violation stalled(Evidence evidence, CanaryPlaced placed) {
        Optional<OrderEvidence> canary = evidence.canary();
        List<Entry> proof = new ArrayList<>(List.of(placed));
        canary.ifPresent(order -> proof.addAll(order.versions()));
        String sentence = "the canary, %s, stalled %s: %s"
                .formatted(
                        Wording.order(placed.order()),
                        canary.flatMap(OrderEvidence::current)
                                .map(Committed::status)
                                .map(status -> "in " + status)
                                .orElse("before its first commit"),
                        canary.map(Recovery::why).orElse("it was never committed"));
        return violation(sentence, placed.order(), proof);
    }

    private static String why(OrderEvidence canary) {
        return canary.deliveries().stream()
                .filter(DeliveryEvidence::outstanding)
                .map(d -> d.name() + " was " + Whereabouts.at(d, Long.MAX_VALUE))
                .findFirst()
                .orElse("nothing of it is outstanding");
    }
}

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
    private final RunEvidence run;
    private final Findings findings;
    private final Isolation isolation;
    private Optional<OrderEvidence> canary = Optional.empty();
    private long slowest;

    Recovery(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        isolation = new Isolation(run, findings);
    }

    @Override
    public void judge(Evidence evidence) {
        canary = canary.or(evidence::canary);
        run.course().started(Phase.HEAL).ifPresent(heal -> backlog(evidence, heal));
        isolation.gather(evidence);
    }

    @Override
    public Findings findings() {
        canary();
        isolation.judge();
        findings.opportunities(run.troubles().count());
        findings.checked("outages", run.troubles().count());
        findings.summary("backlog empty %s after heal, %s and %s"
                .formatted(
                        Wording.seconds(slowest),
                        Wording.count(run.troubles().count(), "outage"),
                        Wording.count(findings.checked("poisoned deliveries"), "delivery poisoned")));
        return findings;
    }

    private void backlog(Evidence evidence, long heal) {
        long bound = run.limits().recoveryBound().toNanos();
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isPresent() && !evidence.poisoned().containsKey(delivery.id())) {
                findings.checked("deliveries", 1);
                Optional<Long> over = delivery.over();
                slowest = Math.max(slowest, over.orElse(heal) - heal);
                if (over.orElse(Long.MAX_VALUE) > heal + bound + run.clocks().epsilon()) {
                    pending(evidence, delivery, heal + bound, findings);
                }
            }
        }
    }

    private static void pending(Evidence evidence, DeliveryEvidence delivery, long due, Findings findings) {
        if (delivery.over().isEmpty() && evidence.end().filter(end -> end < due).isPresent()) {
            findings.doubt("a delivery was pending when the run ended, before the bound");
            return;
        }
        String sentence = "%s was still pending %s after heal: %s"
                .formatted(
                        delivery.name(),
                        Wording.seconds(evidence.limits().recoveryBound().toNanos()),
                        Whereabouts.at(delivery, due));
        findings.absent("delivery still pending", violation(sentence, delivery.order(), delivery.whole()));
    }

    private void canary() {
        Optional<CanaryPlaced> placed = run.kinds().first(CanaryPlaced.class);
        boolean arrived = canary.filter(run::restsInFinal).isPresent();
        if (placed.isEmpty() || arrived || !run.whole()) {
            return;
        }
        long due = placed.get().at() + run.limits().canaryBound().toNanos();
        List<String> down = run.troubles().down();
        if (!down.isEmpty()) {
            findings.doubt("the canary is not done, and " + String.join(", ", down) + " is down");
        } else if (run.end().orElse(0L) < due) {
            findings.doubt("the canary was not done when the run ended, before its bound");
        } else {
            findings.violated("canary stalled", stalled(placed.get()));
        }
    }

    private Violation stalled(CanaryPlaced placed) {
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

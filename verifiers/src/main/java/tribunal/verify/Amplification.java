package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Entry;

/**
 * One operation causes no more work than it must: events per order, attempts per delivery, requests to third parties; and
 * what failed is tried again with gaps ({@link RetryGaps}).
 */
final class Amplification implements Guarantee {
    private final RunEvidence run;
    private final Findings findings;
    private long deliveries;

    Amplification(RunEvidence run) {
        this.run = run;
        findings = run.findings();
    }

    @Override
    public void judge(Evidence evidence) {
        for (OrderEvidence order : evidence.orders().values()) {
            events(evidence, order, findings);
            requests(order, findings);
        }
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            Causes causes = new Causes(evidence, delivery);
            attempts(causes, findings);
            new RetryGaps(evidence, causes, findings).judge();
        }
        count(evidence);
    }

    private static void events(Evidence evidence, OrderEvidence order, Findings findings) {
        int bound = evidence.model().eventsPerOrder();
        if (bound > 0 && order.events().size() > bound) {
            String sentence = "%s brought about %d events, at most %d can be"
                    .formatted(Wording.order(order.id()), order.events().size(), bound);
            findings.violated("order with too many events", violation(sentence, order.id(), order.events()));
        }
    }

    /** Causes may be missing from a history cut short. */
    private static void attempts(Causes causes, Findings findings) {
        DeliveryEvidence delivery = causes.delivery();
        List<Causes.Again> again = causes.repetitions();
        long caused = again.stream().mapToLong(causes::count).sum();
        if (again.size() > caused) {
            String sentence = "%s was handed over %d times, for %s"
                    .formatted(delivery.name(), again.size() + 1, Wording.count(caused, "cause recorded"));
            findings.absent("delivery tried too often", violation(sentence, delivery.order(), delivery.whole()));
        }
    }

    /** By delivery where the caller said for which; and over the whole order, whatever it said. */
    private static void requests(OrderEvidence order, Findings findings) {
        long attempts = order.deliveries().stream()
                .mapToLong(DeliveryEvidence::executions)
                .sum();
        boolean single = false;
        for (DeliveryEvidence delivery : order.deliveries()) {
            List<Effect> its = delivery.effects();
            if (its.size() > delivery.executions()) {
                single = true;
                String sentence = "%s asked third parties %d times in %s"
                        .formatted(delivery.name(), its.size(), Wording.count(delivery.executions(), "attempt"));
                findings.absent(
                        "delivery asking too often", violation(sentence, order.id(), proof(its, delivery.timeline())));
            }
        }
        if (!single && order.effects().size() > attempts) {
            String sentence = "third parties were asked %d times for %s, in %s"
                    .formatted(order.effects().size(), Wording.order(order.id()), Wording.count(attempts, "attempt"));
            findings.absent(
                    "order asking too often", violation(sentence, order.id(), proof(order.effects(), new Timeline())));
        }
    }

    private static List<Entry> proof(List<Effect> effects, Timeline timeline) {
        List<Entry> proof = new ArrayList<>();
        effects.forEach(e -> proof.add(e.requested()));
        proof.addAll(timeline.all(AttemptStarted.class));
        return proof;
    }

    private void count(Evidence evidence) {
        long failed = evidence.all(Answered.class).stream()
                .filter(a -> a.answer() != Answer.DONE)
                .count();
        findings.opportunities(failed);
        findings.checked("attempts", evidence.all(HandedOver.class).size());
        findings.checked(
                "requests",
                evidence.orders().values().stream()
                        .mapToLong(o -> o.effects().size())
                        .sum());
        deliveries += Counts.deliveries(evidence);
    }

    @Override
    public Findings findings() {
        new ForgottenSubscribers(run, findings).judge();
        findings.summary("%s for %s deliveries, %s to third parties, %s"
                .formatted(
                        Wording.count(findings.checked("attempts"), "attempt"),
                        Wording.number(deliveries),
                        Wording.count(findings.checked("requests"), "request"),
                        Wording.count(findings.checked("retry gaps"), "gap kept")));
        return findings;
    }
}

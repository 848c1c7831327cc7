package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.List;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.HandedOver;

/**
 * One operation causes no more work than it must: events per order, attempts per delivery, requests to third parties ({@link
 * RequestCounts}); nothing is tried before it is due ({@link DueTimes}); and what failed is tried again with gaps ({@link RetryGaps}).
 */
final class Amplification implements Guarantee {
    private final RunEvidence run;
    private final Findings findings;
    private final RequestCounts requests;
    private final DueTimes dueTimes;
    private long deliveries;

    Amplification(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        requests = new RequestCounts(run.model(), findings);
        dueTimes = new DueTimes(run, findings);
        if (run.model().engine() == null) {
            findings.undeclared("back-off");
        }
    }

    @Override
    public void judge(Evidence evidence) {
        for (OrderEvidence order : evidence.orders().values()) {
            events(evidence, order, findings);
            requests.judge(order);
        }
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            Causes causes = new Causes(evidence, delivery);
            attempts(causes, findings);
            new RetryGaps(evidence, causes, findings).judge();
            dueTimes.judge(evidence, delivery);
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

    private void count(Evidence evidence) {
        long failed = evidence.all(Answered.class).stream()
                .filter(a -> a.answer() != Answer.DONE)
                .filter(a -> evidence.deliveries()
                        .find(a.event(), a.function())
                        .filter(evidence::inStorm)
                        .isPresent())
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

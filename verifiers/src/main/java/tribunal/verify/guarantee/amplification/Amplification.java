package tribunal.verify.guarantee.amplification;

import static tribunal.verify.verdict.Findings.violation;

import java.util.List;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * One operation causes no more work than it must: events per order, attempts per delivery, requests to third parties ({@link
 * RequestCounts}); nothing is tried before it is due ({@link DueTimes}); and what failed is tried again with gaps ({@link RetryGaps}).
 */
public final class Amplification implements Verifier {
    private final RunEvidence run;
    private final Findings findings;
    private final RequestCounts requests;
    private final DueTimes dueTimes;
    private long deliveries;

    public Amplification(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        requests = new RequestCounts(run.model(), findings);
        dueTimes = new DueTimes(run, findings);
        if (run.model().engine() == null) {
            findings.undeclared("back-off");
        }
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        for (OrderEvidence order : evidence.orders().values()) {
            events(evidence, order, findings);
            requests.judge(order);
        }
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            RetryCauses causes = new RetryCauses(evidence, delivery);
            attempts(causes, findings);
            new RetryGaps(evidence, causes, findings).judge();
            dueTimes.judge(evidence, delivery);
        }
        count(evidence);
    }

    private static void events(PartitionEvidence evidence, OrderEvidence order, Findings findings) {
        int bound = evidence.model().eventsPerOrder();
        if (bound > 0 && order.events().size() > bound) {
            String sentence = "%s brought about %d events, at most %d can be"
                    .formatted(FindingText.order(order.id()), order.events().size(), bound);
            findings.violated("order with too many events", violation(sentence, order.id(), order.events()));
        }
    }

    /** Causes may be missing from a history cut short. */
    private static void attempts(RetryCauses causes, Findings findings) {
        DeliveryEvidence delivery = causes.delivery();
        List<RetryCauses.Again> again = causes.repetitions();
        long caused = again.stream().mapToLong(causes::count).sum();
        if (again.size() > caused) {
            String sentence = "%s was handed over %d times, for %s"
                    .formatted(delivery.name(), again.size() + 1, FindingText.count(caused, "cause recorded"));
            findings.absent("delivery tried too often", violation(sentence, delivery.order(), delivery.whole()));
        }
    }

    private void count(PartitionEvidence evidence) {
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
        deliveries += HistoryCounts.deliveries(evidence);
    }

    @Override
    public Findings findings() {
        new ForgottenSubscribers(run, findings).judge();
        findings.summary("%s for %s deliveries, %s to third parties, %s"
                .formatted(
                        FindingText.count(findings.checked("attempts"), "attempt"),
                        FindingText.number(deliveries),
                        FindingText.count(findings.checked("requests"), "request"),
                        FindingText.count(findings.checked("retry gaps"), "gap kept")));
        return findings;
    }
}

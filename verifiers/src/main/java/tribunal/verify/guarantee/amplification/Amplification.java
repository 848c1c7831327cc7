package tribunal.verify.guarantee.amplification;

import java.util.List;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RetryCauses;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The amplification guarantee: one operation causes no more work than it must. It bounds events per entity, attempts per
 * delivery and requests to third parties ({@link RequestCountCheck}). Nothing is attempted before it is due
 * ({@link DueTimeCheck}), a failed attempt is retried after a gap ({@link RetryGapCheck}), and nodes forget subscribers
 * who have left ({@link SubscriberLeakCheck}).
 *
 * <p>Without claims or settles the causes of attempts are not known, so attempts are not counted. Without settles, gaps
 * between retries may shrink.
 */
public final class Amplification implements Verifier {
    private final RunEvidence run;
    private final Findings findings;
    private final RequestCountCheck requests;
    private final DueTimeCheck dueTimes;
    private final boolean observesCauses;
    private long deliveries;

    public Amplification(RunEvidence run) {
        this.run = run;
        observesCauses = run.model().observesClaims() && run.model().observesSettles();
        findings = run.findingsAcrossClocks();
        requests = new RequestCountCheck(run.model(), findings);
        dueTimes = new DueTimeCheck(run, findings);
        findings.noteUnobservedParts(run.model());
        if (RetryGapCheck.backOff(run.model()).isEmpty()) {
            findings.noteUndeclared("back-off");
        }
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        for (EntityEvidence entity : evidence.entities().values()) {
            checkEvents(evidence, entity);
            requests.judge(entity);
        }
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            RetryCauses causes = new RetryCauses(evidence, delivery);
            if (observesCauses) {
                checkAttempts(causes);
            }
            new RetryGapCheck(evidence, causes, findings).judge();
            dueTimes.judge(evidence, delivery);
        }
        count(evidence);
    }

    private void checkEvents(PartitionEvidence evidence, EntityEvidence entity) {
        int bound = evidence.model().entity(entity.id()).eventsMax();
        if (bound > 0 && entity.events().size() > bound) {
            String sentence = "%s caused %d events, but at most %d are possible"
                    .formatted(FindingText.entity(entity.id()), entity.events().size(), bound);
            findings.report(
                    AppModel.typeOf(entity.id()) + " with too many events", sentence, entity.id(), entity.events());
        }
    }

    /** Counts attempts against their causes, of which some may be missing in a truncated history. */
    private void checkAttempts(RetryCauses causes) {
        DeliveryEvidence delivery = causes.delivery();
        List<RetryCauses.Repetition> repetitions = causes.repetitions();
        long caused = repetitions.stream().mapToLong(causes::causeCount).sum();
        if (repetitions.size() > caused) {
            String sentence = "%s was handed over %d times, for %s"
                    .formatted(
                            delivery.description(),
                            repetitions.size() + 1,
                            FindingText.count(caused, "cause recorded"));
            findings.reportAbsence("delivery tried too often", sentence, delivery.entity(), delivery.allEntries());
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
        findings.countOpportunities(failed);
        findings.countChecked("attempts", evidence.all(HandedOver.class).size());
        findings.countChecked(
                "requests",
                evidence.entities().values().stream()
                        .mapToLong(o -> o.effects().size())
                        .sum());
        deliveries += HistoryCounts.deliveries(evidence);
    }

    @Override
    public Findings findings() {
        new SubscriberLeakCheck(run, findings).judge();
        findings.summarize("%s for %s deliveries, %s to third parties, %s"
                .formatted(
                        FindingText.count(findings.checked("attempts"), "attempt"),
                        FindingText.number(deliveries),
                        FindingText.count(findings.checked("requests"), "request"),
                        FindingText.count(findings.checked("retry gaps"), "gap between retries")));
        return findings;
    }
}

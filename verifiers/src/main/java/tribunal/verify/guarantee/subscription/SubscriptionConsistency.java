package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.measure.FanOutLatency;
import tribunal.verify.measure.SegmentRecorder;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The subscription guarantee: a subscription shows committed versions only, never goes back, and shows the last version
 * in the end ({@link ConvergenceCheck}). Judged for each (connection, subscription, entity); updates after a
 * subscription's end are ignored.
 */
public final class SubscriptionConsistency implements Verifier {
    /** If the load generator was later than this, the machine was too busy to judge waiting. In nanoseconds. */
    private static final long LATE_NANOS = 1_000_000_000;

    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final ViewUpdateCheck views;
    private final ConvergenceCheck convergence;
    private final ViewCellCheck cells;
    private final ViewFreshnessCheck freshness;
    private final TopicCoverageCheck coverage;
    private final FrameSequenceCheck sequence;
    private final SubscriptionLiveness liveness;
    private final Optional<LateFrameCheck> late;
    private long lag;
    private final Histogram fanOut = SegmentRecorder.histogram();

    public SubscriptionConsistency(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        overdue = run.findingsAcrossClocks();
        views = new ViewUpdateCheck(run, findings);
        convergence = new ConvergenceCheck(run, findings);
        cells = new ViewCellCheck(run, findings);
        freshness = new ViewFreshnessCheck(run, findings, overdue);
        coverage = new TopicCoverageCheck(run.model(), findings);
        sequence = new FrameSequenceCheck(run.model(), findings);
        liveness = new SubscriptionLiveness(run, findings, overdue);
        late = Optional.ofNullable(run.limits().waits())
                .filter(_ -> run.isComplete())
                .map(waits -> new LateFrameCheck(run, waits, findings));
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        for (SubscriptionUpdates updates : evidence.updates()) {
            updates.byEntity().forEach((entity, updatesOfEntity) -> {
                checkForwards(updatesOfEntity);
                updatesOfEntity.forEach(u -> checkCommitted(evidence, u));
                findings.countChecked("updates", updatesOfEntity.size());
                findings.countOpportunities(evidence.inStorm(entity) ? updatesOfEntity.size() : 0);
            });
            coverage.judge(evidence, updates);
            sequence.judge(evidence, updates);
        }
        for (ClientOperation operation : evidence.operations()) {
            lag = Math.max(lag, operation.first().at() - operation.first().intended());
        }
        views.judge(evidence);
        cells.judge(evidence);
        freshness.judge(evidence);
        liveness.judge(evidence);
        convergence.judge(evidence);
        late.ifPresent(check -> check.judge(evidence));
        FanOutLatency.measure(evidence, (from, to) -> fanOut.recordValue(Math.max(0, to - from)));
    }

    @Override
    public Findings findings() {
        views.atEnd();
        cells.atEnd();
        liveness.atEnd(convergence.live());
        late.ifPresent(LateFrameCheck::atEnd);
        reportOverdue();
        if (run.isComplete()) {
            findings.countChecked("live at the end", convergence.live());
        }
        findings.countChecked("subscriptions", run.subscriptions().size());
        findings.summarize("%s of %s live subscriptions saw the end%s"
                .formatted(FindingText.number(convergence.saw()), FindingText.number(convergence.live()), latency()));
        return findings;
    }

    /** Reports late and missing updates, but only if the machine was not overloaded. */
    private void reportOverdue() {
        if (lag > LATE_NANOS && run.isRealTime()) {
            findings.doubtInsteadOf(
                    overdue,
                    "the machine was overloaded: the load generator was up to %s late"
                            .formatted(FindingText.seconds(lag)));
        } else {
            findings.addAll(overdue);
        }
    }

    /** Reports at most one step back for each entity of a subscription. */
    private void checkForwards(List<UpdateReceived> updates) {
        UpdateReceived newest = updates.getFirst();
        for (UpdateReceived update : updates) {
            if (update.version() < newest.version()) {
                String sentence = "%s, and then at %s"
                        .formatted(saw(newest), FindingText.version(update.version(), update.state()));
                findings.report("subscription going back", sentence, update.entity(), List.of(newest, update));
                return;
            }
            newest = update;
        }
    }

    private void checkCommitted(PartitionEvidence evidence, UpdateReceived update) {
        EntityEvidence entity = evidence.entity(update.entity()).orElseGet(() -> new EntityEvidence(update.entity()));
        Optional<Committed> shown = entity.committed(update.version(), update.state());
        if (shown.isPresent()) {
            checkTime(evidence, update, shown.get());
            checkAttributes(update, shown.get());
        } else {
            reportNeverCommitted(entity, update);
        }
    }

    private void reportNeverCommitted(EntityEvidence entity, UpdateReceived update) {
        String kind = "update never committed";
        String sentence = saw(update) + ", which was never committed";
        List<Entry> proof = new ArrayList<>(ListQueries.all(entity.versions(), c -> c.version() == update.version()));
        proof.add(update);
        if (proof.size() > 1) {
            findings.report(kind, sentence, update.entity(), proof);
        } else {
            findings.reportAbsence(kind, sentence, update.entity(), proof);
        }
    }

    private static String saw(UpdateReceived update) {
        return "a subscriber saw %s at %s"
                .formatted(FindingText.entity(update.entity()), FindingText.version(update.version(), update.state()));
    }

    private void checkTime(PartitionEvidence evidence, UpdateReceived update, Committed c) {
        if (evidence.clocks().certainlyBefore(update.at(), c.at())) {
            String sentence =
                    "%s %s before it was committed".formatted(saw(update), FindingText.millis(c.at() - update.at()));
            findings.report("update before its commit", sentence, update.entity(), List.of(update, c));
        }
    }

    private void checkAttributes(UpdateReceived update, Committed c) {
        if (update.attributes().equals(c.attributes())) {
            return;
        }
        update.attributes().forEach((attribute, value) -> {
            String committed = c.attributes().get(attribute);
            if (committed != null && !committed.equals(value)) {
                String sentence = "a subscriber saw version %d of %s with a %s of %s, but %s was committed"
                        .formatted(
                                c.version(),
                                FindingText.entity(c.entity()),
                                attribute,
                                FindingText.value(run.model(), attribute, value),
                                FindingText.value(run.model(), attribute, committed));
                findings.report("update with a wrong " + attribute, sentence, c.entity(), List.of(update, c));
            }
        });
    }

    private String latency() {
        return fanOut.getTotalCount() == 0
                ? ""
                : "; p50 %s  p99 %s  max %s"
                        .formatted(
                                FindingText.millis(fanOut.getValueAtPercentile(50)),
                                FindingText.millis(fanOut.getValueAtPercentile(99)),
                                FindingText.millis(fanOut.getMaxValue()));
    }
}

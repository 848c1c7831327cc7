package tribunal.verify.guarantee.subscription;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionUpdates;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.measure.FanOutLatency;
import tribunal.verify.measure.SegmentRecorder;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * What a subscription shows was committed, never goes back, and is the last version in the end ({@link Convergence}). By
 * (connection, subscription, entity); what comes after a subscription's end is ignored.
 */
public final class SubscriptionConsistency implements Verifier {
    private final RunEvidence run;
    /** A load generator that was later than this, in nanoseconds, says that the machine was too busy to wait for anybody. */
    private static final long LATE = 1_000_000_000;

    private final Findings findings;
    private final Findings overdue;
    private final ReadModelUpdates boards;
    private final Convergence catchUp;
    private final ReadModelCells cells;
    private final ReadModelFreshness freshness;
    private final TopicCoverage coverage;
    private final FrameSequence sequence;
    private final SubscriptionLiveness liveness;
    private final LateFrames late;
    private long lag;
    private final Histogram fanOut = SegmentRecorder.histogram();

    public SubscriptionConsistency(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        overdue = run.findingsAcrossClocks();
        boards = new ReadModelUpdates(run, findings);
        catchUp = new Convergence(run, findings);
        cells = new ReadModelCells(run, findings);
        freshness = new ReadModelFreshness(run, findings, overdue);
        coverage = new TopicCoverage(run.model(), findings);
        sequence = new FrameSequence(run.model(), findings);
        liveness = new SubscriptionLiveness(run, findings, overdue);
        late = new LateFrames(run, findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        for (SubscriptionUpdates updates : evidence.updates()) {
            updates.ofOrders().forEach((order, its) -> {
                forwards(its, findings);
                its.forEach(u -> committed(evidence, u, findings));
                findings.checked("updates", its.size());
                findings.opportunities(evidence.inStorm(order) ? its.size() : 0);
            });
            coverage.judge(evidence, updates);
            sequence.judge(evidence, updates);
        }
        for (ClientOperation operation : evidence.operations()) {
            lag = Math.max(lag, operation.first().at() - operation.first().intended());
        }
        boards.judge(evidence);
        cells.judge(evidence);
        freshness.judge(evidence);
        liveness.judge(evidence);
        catchUp.judge(evidence);
        late.judge(evidence);
        FanOutLatency.measure(evidence, (from, to) -> fanOut.recordValue(Math.max(0, to - from)));
    }

    @Override
    public Findings findings() {
        boards.atEnd();
        cells.atEnd();
        liveness.atEnd(catchUp.live());
        late.atEnd();
        overdue();
        if (run.whole()) {
            findings.checked("live at the end", catchUp.live());
        }
        findings.checked("subscriptions", run.subscriptions().size());
        findings.summary("%s of %s live subscriptions saw the end%s"
                .formatted(FindingText.number(catchUp.saw()), FindingText.number(catchUp.live()), latency()));
        return findings;
    }

    /** What came too late, or not in time, convicts only where the machine had time for everybody. */
    private void overdue() {
        if (lag > LATE && run.isRealTime()) {
            findings.doubtInsteadOf(
                    overdue,
                    "the machine was overloaded: the load generator was up to %s late"
                            .formatted(FindingText.seconds(lag)));
        } else {
            findings.addAll(overdue);
        }
    }

    /** A subscription that went back is told of once an order. */
    private static void forwards(List<UpdateReceived> updates, Findings findings) {
        UpdateReceived newest = updates.getFirst();
        for (UpdateReceived update : updates) {
            if (update.version() < newest.version()) {
                String sentence = "a subscriber saw %s at version %d (%s), and then at version %d (%s)"
                        .formatted(
                                FindingText.order(update.order()),
                                newest.version(),
                                newest.status(),
                                update.version(),
                                update.status());
                findings.violated(
                        "subscription going back", violation(sentence, update.order(), List.of(newest, update)));
                return;
            }
            newest = update;
        }
    }

    private static void committed(PartitionEvidence evidence, UpdateReceived update, Findings findings) {
        OrderEvidence order = Optional.ofNullable(evidence.orders().get(update.order()))
                .orElseGet(() -> new OrderEvidence(update.order()));
        Optional<Committed> shown = order.committed(update.version(), update.status());
        if (shown.isPresent()) {
            inTime(evidence, update, shown.get(), findings);
            total(update, shown.get(), findings);
        } else if (order.committed(update.version()).isEmpty()) {
            findings.absent("update never committed", never(update, List.of()));
        } else {
            findings.violated("update never committed", never(update, same(order, update)));
        }
    }

    private static List<Committed> same(OrderEvidence order, UpdateReceived update) {
        return order.versions().stream()
                .filter(c -> c.version() == update.version())
                .toList();
    }

    private static Violation never(UpdateReceived update, List<Committed> same) {
        String sentence = "a subscriber saw %s at version %d (%s), which was never committed"
                .formatted(FindingText.order(update.order()), update.version(), update.status());
        List<Entry> proof = new ArrayList<>(same);
        proof.add(update);
        return violation(sentence, update.order(), proof);
    }

    private static void inTime(PartitionEvidence evidence, UpdateReceived update, Committed c, Findings findings) {
        if (evidence.clocks().surelyBefore(update.at(), c.at())) {
            String sentence = "a subscriber saw %s at version %d (%s) %s before it was committed"
                    .formatted(
                            FindingText.order(update.order()),
                            update.version(),
                            update.status(),
                            FindingText.millis(c.at() - update.at()));
            findings.violated("update before its commit", violation(sentence, update.order(), List.of(update, c)));
        }
    }

    private static void total(UpdateReceived update, Committed c, Findings findings) {
        if (update.total() != null && update.total() != c.total()) {
            String sentence = "a subscriber saw version %d of %s with a total of %s, but %s was committed"
                    .formatted(
                            c.version(),
                            FindingText.order(c.order()),
                            FindingText.money(update.total()),
                            FindingText.money(c.total()));
            findings.violated("update with a wrong total", violation(sentence, c.order(), List.of(update, c)));
        }
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

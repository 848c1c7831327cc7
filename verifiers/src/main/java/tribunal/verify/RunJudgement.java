package tribunal.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.coverage.FaultCounts;
import tribunal.verify.measure.Budgets;
import tribunal.verify.measure.DriftDetector;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.LatencyRecorder;
import tribunal.verify.measure.OrderPathBreakdown;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.SegmentMeasurement;

/** All that is said of a run: its guarantees, and figures of what they were judged by. */
final class RunJudgement implements HistoryFold<Verdicts> {
    private final RunEvidence run;
    private final Verifiers verifiers;
    private final HistoryCounts counts = new HistoryCounts();
    private final LatencyRecorder latencies;
    private final Optional<LatencyRecorder> outsideOutages;
    private final Optional<DriftDetector> thirds;
    private final SegmentMeasurement segments;
    private final Budgets budgets;
    private final RunTimeSeries.Gathering progress;
    private final OrderPathBreakdown.Gathering way;

    RunJudgement(RunEvidence run) {
        this.run = run;
        verifiers = new Verifiers(run);
        latencies = LatencyRecorder.of(run);
        outsideOutages = run.troubles().outages().isEmpty()
                ? Optional.empty()
                : Optional.of(LatencyRecorder.outsideOutages(run));
        thirds = DriftDetector.of(run);
        segments = new SegmentMeasurement(Stream.of(
                        Stream.of(latencies),
                        outsideOutages.stream(),
                        thirds.stream().flatMap(DriftDetector::latencies))
                .flatMap(all -> all)
                .toList());
        budgets = new Budgets(run);
        progress = RunTimeSeries.of(run);
        way = new OrderPathBreakdown.Gathering();
    }

    @Override
    public void add(PartitionEvidence part) {
        verifiers.add(part);
        counts.add(part);
        segments.measure(part);
        budgets.add(part);
        progress.add(part);
        way.add(part);
    }

    @Override
    public Verdicts said() {
        Judge.Rulings rulings = verifiers.said();
        FaultCounts faults = verifiers.faults();
        return new Verdicts(
                Verifiers.GUARANTEES.stream()
                        .filter(name -> Verifiers.demanded(name, run.demands()))
                        .toList(),
                counts.counts(),
                faults.met(),
                faults.decided(),
                faults.overtaken(),
                rulings.situations(),
                rulings.guarantees(),
                latencies.told(),
                budgets.judge(outsideOutages.orElse(latencies).told()),
                budgets.scheduleSent(),
                FaultWindow.of(run),
                thirds.map(DriftDetector::drifts).orElse(List.of()),
                progress.said(),
                way.said());
    }
}

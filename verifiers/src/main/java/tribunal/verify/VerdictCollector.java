package tribunal.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.coverage.FaultCounts;
import tribunal.verify.measure.BudgetCheck;
import tribunal.verify.measure.DriftDetector;
import tribunal.verify.measure.EntityPathBreakdown;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.LatencyRecorder;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.SegmentMeasurement;

/** Collects everything the judge reports on a run: the verdicts of its guarantees, and its measurements. */
final class VerdictCollector implements HistoryFold<Verdicts> {
    private final RunEvidence run;
    private final Verifiers verifiers;
    private final HistoryCounts counts = new HistoryCounts();
    private final LatencyRecorder latencies;
    private final Optional<LatencyRecorder> outsideOutages;
    private final OutageRecovery.Builder recovery;
    private final Optional<DriftDetector> drift;
    private final SegmentMeasurement segments;
    private final BudgetCheck budgets;
    private final RunTimeSeries.Builder timeSeries;
    private final EntityPathBreakdown.Builder entityPath;

    VerdictCollector(RunEvidence run) {
        this.run = run;
        verifiers = new Verifiers(run);
        latencies = LatencyRecorder.of(run);
        outsideOutages = LatencyRecorder.outsideOutages(run);
        recovery = new OutageRecovery.Builder(run);
        drift = DriftDetector.of(run);
        segments = new SegmentMeasurement(Stream.concat(
                        Stream.concat(Stream.of(latencies), outsideOutages.stream()),
                        drift.stream().flatMap(DriftDetector::latencies))
                .toList());
        budgets = new BudgetCheck(run);
        timeSeries = new RunTimeSeries.Builder(run);
        entityPath = new EntityPathBreakdown.Builder();
    }

    @Override
    public void add(PartitionEvidence partition) {
        verifiers.add(partition);
        counts.add(partition);
        segments.measure(partition);
        recovery.add(partition);
        budgets.add(partition);
        timeSeries.add(partition);
        entityPath.add(partition);
    }

    @Override
    public Verdicts result() {
        Judge.GuaranteeVerdicts guaranteeVerdicts = verifiers.result();
        FaultCounts faults = verifiers.faults();
        List<OutageRecovery> recoveries = recovery.result();
        latencies.record(recoveries);
        outsideOutages.ifPresent(recorder -> recorder.record(recoveries));
        return new Verdicts(
                Verifiers.GUARANTEES.stream()
                        .filter(name -> Verifiers.isDemanded(name, run.demands()))
                        .toList(),
                counts.counts(),
                faults.met(),
                faults.decided(),
                faults.notMet(),
                guaranteeVerdicts.situations(),
                guaranteeVerdicts.guarantees(),
                latencies.latencies(),
                budgets.judge(outsideOutages.orElse(latencies).latencies()),
                budgets.scheduleSent(),
                FaultWindow.of(run),
                recoveries,
                drift.map(DriftDetector::drifts).orElse(List.of()),
                timeSeries.result(),
                entityPath.result());
    }
}

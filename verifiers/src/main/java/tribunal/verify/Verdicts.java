package tribunal.verify;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.Demands.Level;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.Drift;
import tribunal.verify.measure.EntityPathBreakdown;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/**
 * Everything the judge reports on a run.
 *
 * @param demanded the guarantees that had to be VALID
 * @param counts {@code orders}, {@code events}, {@code deliveries} …
 * @param faults how many injected faults took effect, by kind
 * @param decided how many fates were decided for attempts that took place, by kind of fate
 * @param notMet how many of the decided fates were not met, by kind of fate
 * @param situations how often each combination worth having occurred
 * @param scheduleSent whether the load was the requested one; if not, its latencies mean nothing
 * @param windows declared faults that are not fates of single attempts, by beginning
 * @param outages all outages, those of single clients included, by beginning, each with the recovery from it
 * @param drifts what changed during a long storm; empty for a short storm
 * @param timeSeries the run as a time series, normally one value per second
 * @param entityPath where an entity's time goes
 */
public record Verdicts(
        List<String> demanded,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> faults,
        SortedMap<String, Long> decided,
        SortedMap<String, Long> notMet,
        SortedMap<String, Long> situations,
        List<Verdict> guarantees,
        List<SegmentLatency> latencies,
        List<BudgetResult> budgets,
        boolean scheduleSent,
        List<FaultWindow> windows,
        List<OutageRecovery> outages,
        List<Drift> drifts,
        RunTimeSeries timeSeries,
        EntityPathBreakdown entityPath) {
    /** Creates the verdicts of a run for which no fate was decided. */
    public Verdicts(
            List<String> demanded,
            SortedMap<String, Long> counts,
            SortedMap<String, Long> faults,
            SortedMap<String, Long> situations,
            List<Verdict> guarantees,
            List<SegmentLatency> latencies,
            List<BudgetResult> budgets) {
        this(
                demanded,
                counts,
                faults,
                new TreeMap<>(),
                new TreeMap<>(),
                situations,
                guarantees,
                latencies,
                budgets,
                true,
                List.of(),
                List.of(),
                List.of(),
                RunTimeSeries.NONE,
                EntityPathBreakdown.NONE);
    }

    /**
     * The exit code: 1 if a guarantee is INVALID, 2 if a required guarantee or a budget of level fail is UNKNOWN, 3 if
     * a budget of level fail is missed, else 0.
     */
    public int exitCode() {
        if (guarantees.stream().anyMatch(v -> v.status() == VerdictStatus.INVALID)) {
            return 1;
        }
        if (guarantees.stream().anyMatch(v -> v.status() == VerdictStatus.UNKNOWN && demanded.contains(v.guarantee()))
                || failing().anyMatch(b -> b.status() == VerdictStatus.UNKNOWN)) {
            return 2;
        }
        return failing().anyMatch(b -> b.status() == VerdictStatus.INVALID) ? 3 : 0;
    }

    private Stream<BudgetResult> failing() {
        return budgets.stream().filter(b -> b.budget().level() == Level.FAIL);
    }
}

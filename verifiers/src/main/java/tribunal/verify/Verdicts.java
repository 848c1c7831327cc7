package tribunal.verify;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.Requirements.Level;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.Drift;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.OrderPathBreakdown;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/**
 * All that the judge says of a run.
 *
 * @param demanded the guarantees that had to be VALID
 * @param counts {@code orders}, {@code events}, {@code deliveries} …
 * @param faults injected and met, by kind of fate
 * @param planned decided for attempts that came, by kind of fate
 * @param overtaken those of them that did not happen
 * @param situations how often each combination worth having occurred
 * @param scheduleSent whether the load was the one that was asked for; if not, its latencies tell nothing
 * @param windows declared faults that are no fates of single attempts, in the order of beginning
 * @param drifts what a long storm changed; none of a short one
 * @param progress how the run went on, second by second
 * @param way where an order's time goes
 */
public record Verdicts(
        List<String> demanded,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> faults,
        SortedMap<String, Long> planned,
        SortedMap<String, Long> overtaken,
        SortedMap<String, Long> situations,
        List<Verdict> guarantees,
        List<SegmentLatency> latencies,
        List<BudgetResult> budgets,
        boolean scheduleSent,
        List<FaultWindow> windows,
        List<Drift> drifts,
        RunTimeSeries progress,
        OrderPathBreakdown way) {
    /** Of a run for which nothing was planned. */
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
                RunTimeSeries.NONE,
                OrderPathBreakdown.NONE);
    }

    /** 1 a guarantee INVALID, 2 a demanded one UNKNOWN or the latencies are, 3 a budget of level fail missed, else 0. */
    public int exit() {
        if (guarantees.stream().anyMatch(v -> v.ruling() == VerdictStatus.INVALID)) {
            return 1;
        }
        if (guarantees.stream().anyMatch(v -> v.ruling() == VerdictStatus.UNKNOWN && demanded.contains(v.guarantee()))
                || failing().anyMatch(b -> b.ruling() == VerdictStatus.UNKNOWN)) {
            return 2;
        }
        return failing().anyMatch(b -> b.ruling() == VerdictStatus.INVALID) ? 3 : 0;
    }

    private Stream<BudgetResult> failing() {
        return budgets.stream().filter(b -> b.budget().level() == Level.FAIL);
    }
}

package tribunal.verify.measure;

import java.util.List;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Demands.Budget;
import tribunal.history.Phase;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.VerdictStatus;

/** Judges latencies against their budgets. */
public final class BudgetCheck {
    /** The smallest share of the scheduled creations that must have been sent. */
    private static final double SENT_MIN = 0.95;

    private final RunEvidence run;
    private long sent;

    public BudgetCheck(RunEvidence run) {
        this.run = run;
    }

    /** Counts the scheduled entities whose creation was sent. Refused ones do not count. */
    public void add(PartitionEvidence evidence) {
        long begin = run.phases().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        sent += evidence.operations().stream()
                .filter(o -> run.model().isCreation(o.name()) && o.first().intended() >= begin)
                .filter(o -> o.outcome() != Outcome.REFUSED && !run.phases().isCanary(o.entity()))
                .count();
    }

    public List<BudgetResult> judge(List<SegmentLatency> latencies) {
        boolean lagging = GeneratorLag.excessive(latencies).isPresent();
        return run.demands().budgets().stream()
                .map(budget -> result(
                        budget,
                        latencies.stream()
                                .filter(latency -> latency.isOf(budget.segment()))
                                .toList(),
                        scheduleSent(),
                        lagging))
                .toList();
    }

    /** Whether at least 95% of the scheduled creations were sent; no latency of another load can be judged. */
    public boolean scheduleSent() {
        return sent >= SENT_MIN * run.started().planned();
    }

    /**
     * Judges one budget.
     *
     * @param usable whether latencies of this load can be judged at all
     * @param lagging whether the load generator was late
     */
    public static BudgetResult result(Budget budget, List<SegmentLatency> latencies, boolean usable, boolean lagging) {
        Histogram all = SegmentRecorder.merged(latencies);
        long actual = all.getValueAtPercentile(budget.percentile());
        boolean known =
                usable && !latencies.isEmpty() && latencies.stream().allMatch(latency -> latency.unknown() == null);
        return new BudgetResult(
                budget, known ? status(budget, all, lagging) : VerdictStatus.UNKNOWN, actual, all.getTotalCount());
    }

    /**
     * Decides one budget. With enough values, their percentile decides. With fewer, the budget is missed only if chance
     * cannot explain the number of values above the limit. Lag only increases latencies: a met budget stays met, but a
     * missed one may be caused by the load generator.
     */
    private static VerdictStatus status(Budget budget, Histogram nanos, boolean lagging) {
        double percentile = budget.percentile();
        boolean isEnough = nanos.getTotalCount() >= RequiredSampleSize.needed(percentile);
        if (isEnough && nanos.getValueAtPercentile(percentile) < budget.limitNanos()) {
            return VerdictStatus.VALID;
        }
        boolean isMissed =
                isEnough || RequiredSampleSize.provesMissed(percentile, nanos.getTotalCount(), above(budget, nanos));
        return isMissed && !lagging ? VerdictStatus.INVALID : VerdictStatus.UNKNOWN;
    }

    private static long above(Budget budget, Histogram nanos) {
        return nanos.getTotalCount() - nanos.getCountBetweenValues(0, Math.max(0, budget.limitNanos() - 1));
    }
}

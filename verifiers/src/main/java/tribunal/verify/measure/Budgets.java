package tribunal.verify.measure;

import java.util.List;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Phase;
import tribunal.history.Requirements.Budget;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.VerdictStatus;

/** Latencies against their limits. */
public final class Budgets {
    /** The part of the schedule that must have been sent. */
    private static final double SENT_MIN = 0.95;

    private final RunEvidence run;
    private long sent;

    public Budgets(RunEvidence run) {
        this.run = run;
    }

    /** Counts what was sent of the schedule's orders; what is refused was none of them. */
    public void add(PartitionEvidence evidence) {
        long begin = run.course().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        sent += evidence.operations().stream()
                .filter(o -> o.kind() == Kind.PLACE && o.first().intended() >= begin)
                .filter(o -> o.outcome() != Outcome.REFUSED && !run.course().isCanary(o.order()))
                .count();
    }

    public List<BudgetResult> judge(List<SegmentLatency> latencies) {
        boolean lagging = GeneratorLag.beyondBearing(latencies).isPresent();
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

    /** With less of the schedule sent, the load was another one than was asked for, and no latency can be told. */
    public boolean scheduleSent() {
        return sent >= SENT_MIN * run.started().orders();
    }

    /**
     * Judges one budget.
     *
     * @param useful whether latencies of this load can be judged at all
     * @param lagging whether the load generator was late
     */
    public static BudgetResult result(Budget budget, List<SegmentLatency> latencies, boolean useful, boolean lagging) {
        Histogram all = SegmentRecorder.histogram();
        latencies.forEach(latency -> all.add(latency.nanos()));
        long actual = all.getValueAtPercentile(budget.percentile());
        boolean known =
                useful && !latencies.isEmpty() && latencies.stream().allMatch(latency -> latency.unknown() == null);
        return new BudgetResult(
                budget, known ? ruling(budget, all, lagging) : VerdictStatus.UNKNOWN, actual, all.getTotalCount());
    }

    /**
     * With enough values their own percentile decides; with fewer, only so many above the limit that chance does not explain
     * them. Lag only worsens figures: a met budget stays met, a missed one may be the load generator's doing.
     */
    private static VerdictStatus ruling(Budget budget, Histogram nanos, boolean lagging) {
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

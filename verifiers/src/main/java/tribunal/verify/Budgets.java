package tribunal.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.Demands.Budget;

/** Latencies against their limits. */
final class Budgets {
    /** A load generator that lags more than this at p99 makes latencies look worse than they are. */
    private static final long LAG_MAX_NANOS = 10_000_000;

    private Budgets() {}

    static List<BudgetResult> judge(List<Budget> budgets, Map<String, Latency> latencies) {
        return budgets.stream().map(budget -> judge(budget, latencies)).toList();
    }

    private static BudgetResult judge(Budget budget, Map<String, Latency> latencies) {
        Optional<Latency> latency = Optional.ofNullable(latencies.get(budget.segment()))
                .filter(l -> l.nanos().getTotalCount() > 0);
        long actual = latency.map(l -> actual(budget, l.nanos())).orElse(0L);
        boolean known = latency.filter(l -> l.unknown() == null).isPresent() && scheduleSent();
        return new BudgetResult(budget, known ? ruling(budget, actual, latencies) : Ruling.UNKNOWN, actual);
    }

    private static long actual(Budget budget, Histogram nanos) {
        return budget.percentile() >= 100 ? nanos.getMaxValue() : nanos.getValueAtPercentile(budget.percentile());
    }

    /** Lag only worsens figures: a met budget stays met, a missed one may be the load generator's doing. */
    private static Ruling ruling(Budget budget, long actual, Map<String, Latency> latencies) {
        if (actual < budget.limitNanos()) {
            return Ruling.VALID;
        }
        boolean lagging = Optional.ofNullable(latencies.get(Segments.LAG))
                .filter(lag -> lag.nanos().getValueAtPercentile(99) > LAG_MAX_NANOS)
                .isPresent();
        return lagging ? Ruling.UNKNOWN : Ruling.INVALID;
    }

    /**
     * Whether at least 95% of the schedule was sent; if not, no latency can be told. The history does not tell the size
     * of the schedule, so this is not judged.
     */
    private static boolean scheduleSent() {
        return true;
    }
}

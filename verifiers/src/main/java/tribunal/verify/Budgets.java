package tribunal.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.Demands.Budget;
import tribunal.history.Phase;

/** Latencies against their limits. */
final class Budgets {
    /** A load generator that lags more than this at p99 makes latencies look worse than they are. */
    static final long LAG_MAX_NANOS = 10_000_000;

    /** The part of the schedule that must have been sent. */
    private static final double SENT_MIN = 0.95;

    private final RunEvidence run;
    private long sent;

    Budgets(RunEvidence run) {
        this.run = run;
    }

    /** Counts what was sent of the schedule. */
    void add(Evidence evidence) {
        long begin = run.course().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        sent += evidence.operations().stream()
                .filter(o -> o.kind() == Kind.PLACE && o.first().intended() >= begin)
                .filter(o -> !run.course().isCanary(o.order()))
                .count();
    }

    List<BudgetResult> judge(List<Latency> all) {
        Map<String, Latency> latencies = all.stream().collect(Collectors.toMap(Latency::segment, Function.identity()));
        return run.demands().budgets().stream()
                .map(budget -> judge(budget, latencies, scheduleSent()))
                .toList();
    }

    /** With less of the schedule sent, the load was another one than was asked for, and no latency can be told. */
    private boolean scheduleSent() {
        return sent >= SENT_MIN * run.started().orders();
    }

    private static BudgetResult judge(Budget budget, Map<String, Latency> latencies, boolean sent) {
        Optional<Latency> latency = Optional.ofNullable(latencies.get(budget.segment()))
                .filter(l -> l.nanos().getTotalCount() > 0);
        long actual = latency.map(l -> actual(budget, l.nanos())).orElse(0L);
        boolean known = latency.filter(l -> l.unknown() == null).isPresent() && sent;
        return new BudgetResult(budget, known ? ruling(budget, actual, lagging(latencies)) : Ruling.UNKNOWN, actual);
    }

    /** Of several runs together. */
    static BudgetResult judge(Budget budget, List<ComparedRun> runs) {
        List<Latency> latencies = runs.stream()
                .flatMap(run -> run.latency(budget.segment()).stream())
                .toList();
        Histogram all = Recording.histogram();
        latencies.forEach(latency -> all.add(latency.nanos()));
        long actual = actual(budget, all);
        boolean known = !latencies.isEmpty()
                && latencies.stream().allMatch(latency -> latency.unknown() == null)
                && runs.stream()
                        .allMatch(run -> run.useless().isEmpty() && run.outage().isEmpty());
        boolean lagging = runs.stream().anyMatch(run -> run.lag().isPresent());
        return new BudgetResult(budget, known ? ruling(budget, actual, lagging) : Ruling.UNKNOWN, actual);
    }

    private static long actual(Budget budget, Histogram nanos) {
        return budget.percentile() >= 100 ? nanos.getMaxValue() : nanos.getValueAtPercentile(budget.percentile());
    }

    /** Lag only worsens figures: a met budget stays met, a missed one may be the load generator's doing. */
    private static Ruling ruling(Budget budget, long actual, boolean lagging) {
        if (actual < budget.limitNanos()) {
            return Ruling.VALID;
        }
        return lagging ? Ruling.UNKNOWN : Ruling.INVALID;
    }

    private static boolean lagging(Map<String, Latency> latencies) {
        return Optional.ofNullable(latencies.get(Latencies.LAG))
                .filter(lag -> lag.nanos().getValueAtPercentile(99) > LAG_MAX_NANOS)
                .isPresent();
    }
}

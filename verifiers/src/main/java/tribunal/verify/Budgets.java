package tribunal.verify;

import java.util.List;
import org.HdrHistogram.Histogram;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Demands.Budget;
import tribunal.history.Phase;

/** Latencies against their limits. */
final class Budgets {
    /** The part of the schedule that must have been sent. */
    private static final double SENT_MIN = 0.95;

    private final RunEvidence run;
    private long sent;

    Budgets(RunEvidence run) {
        this.run = run;
    }

    /** Counts what was sent of the schedule's orders; what is refused was none of them. */
    void add(Evidence evidence) {
        long begin = run.course().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        sent += evidence.operations().stream()
                .filter(o -> o.kind() == Kind.PLACE && o.first().intended() >= begin)
                .filter(o -> o.outcome() != Outcome.REFUSED && !run.course().isCanary(o.order()))
                .count();
    }

    List<BudgetResult> judge(List<Latency> latencies) {
        boolean lagging = Lag.beyondBearing(latencies).isPresent();
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
    boolean scheduleSent() {
        return sent >= SENT_MIN * run.started().orders();
    }

    /** Of several runs together. */
    static BudgetResult judge(Budget budget, List<ComparedRun> runs) {
        return result(
                budget,
                runs.stream()
                        .flatMap(run -> run.latency(budget.segment()).stream())
                        .toList(),
                runs.stream()
                        .allMatch(run -> run.useless().isEmpty() && run.outage().isEmpty()),
                runs.stream().anyMatch(run -> run.lag().isPresent()));
    }

    private static BudgetResult result(Budget budget, List<Latency> latencies, boolean useful, boolean lagging) {
        Histogram all = Recording.histogram();
        latencies.forEach(latency -> all.add(latency.nanos()));
        long actual = all.getValueAtPercentile(budget.percentile());
        boolean known =
                useful && !latencies.isEmpty() && latencies.stream().allMatch(latency -> latency.unknown() == null);
        return new BudgetResult(budget, known ? ruling(budget, actual, lagging) : Ruling.UNKNOWN, actual);
    }

    /** Lag only worsens figures: a met budget stays met, a missed one may be the load generator's doing. */
    private static Ruling ruling(Budget budget, long actual, boolean lagging) {
        if (actual < budget.limitNanos()) {
            return Ruling.VALID;
        }
        return lagging ? Ruling.UNKNOWN : Ruling.INVALID;
    }
}

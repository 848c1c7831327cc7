package tribunal.verify.compare;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;
import tribunal.history.Demands.Budget;
import tribunal.verify.measure.BudgetCheck;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.SegmentLatency;

/**
 * One run of a comparison.
 *
 * @param name name of its directory
 * @param conditions the conditions of the run, by name: scenario, rate, machine …
 * @param unusable why its latencies mean nothing: it was not VALID, was cut short, or did not send its schedule
 * @param outage the part that was out of service for a time; absolute budgets are not judged for such a run
 */
public record ComparedRun(
        String name,
        SortedMap<String, String> conditions,
        Optional<String> unusable,
        Optional<String> outage,
        List<SegmentLatency> latencies) {
    public Optional<SegmentLatency> latency(String segment) {
        return latencies.stream().filter(latency -> latency.isOf(segment)).findFirst();
    }

    /** The lag of the load generator, if it is too large to judge latencies; empty otherwise. */
    public Optional<Histogram> lag() {
        return GeneratorLag.excessive(latencies);
    }

    /** Judges one budget over all latencies of several runs. */
    public static BudgetResult judge(Budget budget, List<ComparedRun> runs) {
        return BudgetCheck.result(
                budget,
                runs.stream()
                        .flatMap(run -> run.latency(budget.segment()).stream())
                        .toList(),
                runs.stream()
                        .allMatch(
                                run -> run.unusable().isEmpty() && run.outage().isEmpty()),
                runs.stream().anyMatch(run -> run.lag().isPresent()));
    }
}

package tribunal.verify.compare;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;
import tribunal.history.Requirements.Budget;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.Budgets;
import tribunal.verify.measure.GeneratorLag;
import tribunal.verify.measure.SegmentLatency;

/**
 * What a comparison knows of a run.
 *
 * @param name of its directory
 * @param conditions under which it ran, by name: scenario, rate, machine …
 * @param useless why its latencies tell nothing: it was not VALID, was cut short, or did not send its schedule
 * @param outage what was out of service for a time, in which latencies are no matter of absolute budgets
 */
public record ComparedRun(
        String name,
        SortedMap<String, String> conditions,
        Optional<String> useless,
        Optional<String> outage,
        List<SegmentLatency> latencies) {
    public ComparedRun {
        latencies = List.copyOf(latencies);
    }

    public Optional<SegmentLatency> latency(String segment) {
        return latencies.stream().filter(latency -> latency.isOf(segment)).findFirst();
    }

    /** The load generator's lag, if it is more than latencies can bear. */
    public Optional<Histogram> lag() {
        return GeneratorLag.beyondBearing(latencies);
    }

    /** Judges one budget over several runs together. */
    public static BudgetResult judge(Budget budget, List<ComparedRun> runs) {
        return Budgets.result(
                budget,
                runs.stream()
                        .flatMap(run -> run.latency(budget.segment()).stream())
                        .toList(),
                runs.stream()
                        .allMatch(run -> run.useless().isEmpty() && run.outage().isEmpty()),
                runs.stream().anyMatch(run -> run.lag().isPresent()));
    }
}

package tribunal.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.Demands;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.RunSetComparison;
import tribunal.verify.measure.SegmentLatency;

/** Runs to be compared, of latencies made by chance. */
public final class ComparedRuns {
    public static final Demands NONE = new Demands(List.of(), List.of(), List.of());

    private ComparedRuns() {}

    public static ComparedRun run(String name, SegmentLatency... latencies) {
        return new ComparedRun(
                name,
                new TreeMap<>(Map.of("scenario", "steady")),
                Optional.empty(),
                Optional.empty(),
                List.of(latencies));
    }

    static ComparedRun useless(ComparedRun run) {
        return new ComparedRun(
                run.name(), run.conditions(), Optional.of("is INVALID"), Optional.empty(), run.latencies());
    }

    public static ComparedRun placing(String name, Synthetic placing) {
        return run(name, placing.latency("place-order"), placing.latency("fan-out"));
    }

    public static Comparison compare(ComparedRun base, ComparedRun candidate, Demands demands) {
        return RunSetComparison.of(List.of(base), List.of(candidate), demands);
    }
}

package tribunal.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.Demands;

/** Runs to be compared, of latencies made by chance. */
final class ComparedRuns {
    static final Demands NONE = new Demands(List.of(), List.of(), List.of());

    private ComparedRuns() {}

    static ComparedRun run(String name, Latency... latencies) {
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

    static ComparedRun placing(String name, Synthetic placing) {
        return run(name, placing.latency("place-order"), placing.latency("fan-out"));
    }

    static Comparison compare(ComparedRun base, ComparedRun candidate, Demands demands) {
        return Comparing.of(List.of(base), List.of(candidate), demands);
    }
}

package tribunal.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tribunal.verify.Troubles.Window;

/**
 * What the segments took, or those of them that touch none of some windows. A latency that is below zero by the clocks' ε
 * counts as zero.
 */
final class Latencies {
    static final String LAG = "lag";
    private static final List<String> SEGMENTS =
            List.of("place-order", "dispatch", "handle", "fan-out", "fan-out-stable", "completion", "end-to-end", LAG);
    /** Those that begin or end with a commit by the database's clock. */
    private static final Set<String> CROSSING = Set.of("dispatch", "fan-out", "fan-out-stable", "completion");

    private static final int DIGITS = 3;

    private final RunEvidence run;
    private final List<Window> leftOut;
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();

    private Latencies(RunEvidence run, List<Window> leftOut) {
        this.run = run;
        this.leftOut = leftOut;
        SEGMENTS.forEach(segment -> histograms.put(segment, histogram()));
    }

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    static Latencies of(RunEvidence run) {
        return new Latencies(run, List.of());
    }

    /** Without what touched a declared outage or the recovery bound after it: what budgets are judged by. */
    static Latencies outsideOutages(RunEvidence run) {
        long bound = run.limits().recoveryBound().toNanos();
        return new Latencies(
                run,
                run.troubles().outages().stream().map(w -> w.lasting(bound)).toList());
    }

    /** What lies in this window alone. */
    static Latencies within(RunEvidence run, Window window) {
        return new Latencies(
                run,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)));
    }

    void took(String segment, long from, long to) {
        if (!Troubles.touches(leftOut, from, Math.max(from, to))) {
            record(segment, to - from);
        }
    }

    /** One that is left out only where a window touches its beginning. */
    void tookSince(String segment, long from, long to) {
        if (!Troubles.touches(leftOut, from, from)) {
            record(segment, to - from);
        }
    }

    private void record(String segment, long nanos) {
        Optional.ofNullable(histograms.get(segment)).orElseThrow().recordValue(Math.max(0, nanos));
    }

    List<Latency> told() {
        return histograms.entrySet().stream()
                .map(h -> new Latency(h.getKey(), h.getValue(), unknown(h.getKey())))
                .toList();
    }

    private @Nullable String unknown(String segment) {
        return run.clocks().trusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + Wording.millis(run.clocks().epsilon());
    }
}

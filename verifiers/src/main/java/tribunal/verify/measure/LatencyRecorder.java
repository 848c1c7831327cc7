package tribunal.verify.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.verify.evidence.OutageWindows;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;

/** Records the latencies of all segments, optionally without latencies that overlap excluded windows. */
public final class LatencyRecorder {
    private static final List<String> SEGMENTS = List.of(
            "place-order",
            "dispatch",
            "handle",
            "fan-out",
            "fan-out-stable",
            "completion",
            "end-to-end",
            GeneratorLag.SEGMENT);
    /** Segments of which one end is a commit, measured by the database's clock. */
    private static final Set<String> CROSSING = Set.of("dispatch", "fan-out", "fan-out-stable", "completion");

    private final RunEvidence run;
    private final List<Window> excluded;
    private final Map<String, SegmentRecorder> recorders = new LinkedHashMap<>();
    private final SortedMap<String, SegmentRecorder> parts = new TreeMap<>();

    private LatencyRecorder(RunEvidence run, List<Window> excluded) {
        this.run = run;
        this.excluded = excluded;
        SEGMENTS.forEach(segment -> recorders.put(segment, newRecorder()));
    }

    private SegmentRecorder newRecorder() {
        return SegmentRecorder.of(run.phases().last());
    }

    public static LatencyRecorder of(RunEvidence run) {
        return new LatencyRecorder(run, List.of());
    }

    /**
     * Creates a recorder without latencies that overlap a declared outage or the recovery bound after it. Budgets are
     * judged by these latencies.
     */
    public static LatencyRecorder outsideOutages(RunEvidence run) {
        long bound = run.limits().recoveryBound().toNanos();
        return new LatencyRecorder(
                run,
                run.outages().outages().stream().map(w -> w.extendedBy(bound)).toList());
    }

    /** Creates a recorder of the latencies that lie within this window. */
    static LatencyRecorder within(RunEvidence run, Window window) {
        return new LatencyRecorder(
                run,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)));
    }

    void took(String segment, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recorder(segment).took(from, to);
        }
    }

    /** Records a latency of a segment, and of its part for one function. */
    void took(String segment, String function, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recorder(segment).took(from, to);
            parts.computeIfAbsent(segment + "/" + function, _ -> newRecorder()).took(from, to);
        }
    }

    /** Records a latency that is left out only if an excluded window contains its beginning. */
    void tookSince(String segment, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, from)) {
            recorder(segment).took(from, to);
        }
    }

    private SegmentRecorder recorder(String segment) {
        return Optional.ofNullable(recorders.get(segment)).orElseThrow();
    }

    public List<SegmentLatency> latencies() {
        return recorders.entrySet().stream()
                .map(r -> r.getValue().latency(r.getKey(), unknown(r.getKey()), parts(r.getKey())))
                .toList();
    }

    private List<SegmentLatency> parts(String segment) {
        return parts.entrySet().stream()
                .filter(p -> p.getKey().startsWith(segment + "/"))
                .map(p -> p.getValue().latency(p.getKey(), unknown(segment), List.of()))
                .toList();
    }

    private @Nullable String unknown(String segment) {
        return run.clocks().trusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + FindingText.millis(run.clocks().epsilon());
    }
}

package tribunal.verify.measure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.Segment;
import tribunal.verify.evidence.OutageWindows;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;

/** Records the latencies of all segments, optionally without latencies that overlap excluded windows. */
public final class LatencyRecorder {
    /** Segments of which one end is a commit, measured by the database's clock. */
    private static final Set<Segment> CROSSING =
            Set.of(Segment.DISPATCH, Segment.FAN_OUT, Segment.FAN_OUT_STABLE, Segment.COMPLETION);

    private final RunEvidence run;
    private final List<Window> excluded;
    private final Map<Segment, SegmentRecorder> recorders = new EnumMap<>(Segment.class);
    private final Map<Segment, Map<String, SegmentRecorder>> parts = new EnumMap<>(Segment.class);

    private LatencyRecorder(RunEvidence run, List<Window> excluded) {
        this.run = run;
        this.excluded = excluded;
        for (Segment segment : Segment.values()) {
            recorders.put(segment, newRecorder());
        }
    }

    private SegmentRecorder newRecorder() {
        return SegmentRecorder.of(run.phases().last());
    }

    public static LatencyRecorder of(RunEvidence run) {
        return new LatencyRecorder(run, List.of());
    }

    /** Creates the recorder for budgets, without latencies that overlap an outage or the recovery bound after it. */
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

    void record(Segment segment, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recorder(segment).record(from, to);
        }
    }

    /** Records a latency of a segment, and of its part for one function. */
    void record(Segment segment, String function, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recorder(segment).record(from, to);
            parts.computeIfAbsent(segment, _ -> new HashMap<>())
                    .computeIfAbsent(function, _ -> newRecorder())
                    .record(from, to);
        }
    }

    /** Records a latency that is left out only if an excluded window contains its beginning. */
    void recordSince(Segment segment, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, from)) {
            recorder(segment).record(from, to);
        }
    }

    private SegmentRecorder recorder(Segment segment) {
        return Optional.ofNullable(recorders.get(segment)).orElseThrow();
    }

    public List<SegmentLatency> latencies() {
        return recorders.entrySet().stream()
                .map(r -> r.getValue().latency(r.getKey().label(), unknown(r.getKey()), parts(r.getKey())))
                .toList();
    }

    private List<SegmentLatency> parts(Segment segment) {
        return new TreeMap<>(parts.getOrDefault(segment, Map.of()))
                .entrySet().stream()
                        .map(p -> p.getValue().latency(segment.label() + "/" + p.getKey(), unknown(segment), List.of()))
                        .toList();
    }

    private @Nullable String unknown(Segment segment) {
        return run.clocks().isTrusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + FindingText.millis(run.clocks().epsilon());
    }
}

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

/**
 * What the segments took, or those of them that touch none of some windows.
 */
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
    /** Those that begin or end with a commit by the database's clock. */
    private static final Set<String> CROSSING = Set.of("dispatch", "fan-out", "fan-out-stable", "completion");

    private final RunEvidence run;
    private final List<Window> leftOut;
    private final Map<String, SegmentRecorder> recordings = new LinkedHashMap<>();
    private final SortedMap<String, SegmentRecorder> parts = new TreeMap<>();

    private LatencyRecorder(RunEvidence run, List<Window> leftOut) {
        this.run = run;
        this.leftOut = leftOut;
        SEGMENTS.forEach(segment -> recordings.put(segment, recording()));
    }

    private SegmentRecorder recording() {
        return SegmentRecorder.of(run.course().last());
    }

    public static LatencyRecorder of(RunEvidence run) {
        return new LatencyRecorder(run, List.of());
    }

    /** Without what touched a declared outage or the recovery bound after it: what budgets are judged by. */
    public static LatencyRecorder outsideOutages(RunEvidence run) {
        long bound = run.limits().recoveryBound().toNanos();
        return new LatencyRecorder(
                run,
                run.troubles().outages().stream().map(w -> w.lasting(bound)).toList());
    }

    /** What lies in this window alone. */
    static LatencyRecorder within(RunEvidence run, Window window) {
        return new LatencyRecorder(
                run,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)));
    }

    void took(String segment, long from, long to) {
        if (!OutageWindows.touches(leftOut, from, Math.max(from, to))) {
            recording(segment).took(from, to);
        }
    }

    /** The same, and the function's part of it. */
    void took(String segment, String function, long from, long to) {
        if (!OutageWindows.touches(leftOut, from, Math.max(from, to))) {
            recording(segment).took(from, to);
            parts.computeIfAbsent(segment + "/" + function, _ -> recording()).took(from, to);
        }
    }

    /** One that is left out only where a window touches its beginning. */
    void tookSince(String segment, long from, long to) {
        if (!OutageWindows.touches(leftOut, from, from)) {
            recording(segment).took(from, to);
        }
    }

    private SegmentRecorder recording(String segment) {
        return Optional.ofNullable(recordings.get(segment)).orElseThrow();
    }

    public List<SegmentLatency> told() {
        return recordings.entrySet().stream()
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

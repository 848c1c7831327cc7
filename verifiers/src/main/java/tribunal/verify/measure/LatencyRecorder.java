package tribunal.verify.measure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tribunal.history.Segment;
import tribunal.verify.evidence.OutageWindows;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;

/**
 * Records the latencies of all segments, optionally without latencies that overlap excluded windows. Windows of a
 * client exclude only latencies of its own subscriptions.
 */
public final class LatencyRecorder {
    /** Segments of which one end is a commit, measured by the database's clock. */
    private static final Set<Segment> CROSSING =
            Set.of(Segment.DISPATCH, Segment.FAN_OUT, Segment.FAN_OUT_STABLE, Segment.COMPLETION, Segment.RECOVERY);

    private final RunEvidence run;
    private final List<Window> excluded;
    private final Function<SubscriptionEvidence, List<Window>> excludedOfClient;
    private final Map<Segment, SegmentRecorder> recorders = new EnumMap<>(Segment.class);
    private final Map<Segment, Map<String, SegmentRecorder>> parts = new EnumMap<>(Segment.class);

    private long unrecovered;

    private LatencyRecorder(
            RunEvidence run, List<Window> excluded, Function<SubscriptionEvidence, List<Window>> excludedOfClient) {
        this.run = run;
        this.excluded = excluded;
        this.excludedOfClient = excludedOfClient;
        for (Segment segment : Segment.values()) {
            recorders.put(segment, newRecorder());
        }
    }

    private SegmentRecorder newRecorder() {
        return SegmentRecorder.of(run.phases().last());
    }

    public static LatencyRecorder of(RunEvidence run) {
        return new LatencyRecorder(run, List.of(), _ -> List.of());
    }

    /**
     * Creates the recorder for budgets, without latencies that overlap a planned outage or the recovery bound after it;
     * empty if there was no such outage.
     */
    public static Optional<LatencyRecorder> outsideOutages(RunEvidence run) {
        long bound = run.limits().recoveryBound().toNanos();
        List<Window> excluded = run.outages().recovered().stream()
                .filter(o -> !o.fault().equals(RecordedOutage.DIED))
                .map(o -> Window.of(o).extendedBy(bound))
                .toList();
        return excluded.isEmpty() && run.outages().clients().isEmpty()
                ? Optional.empty()
                : Optional.of(new LatencyRecorder(
                        run,
                        excluded,
                        s -> run.outages().ofClient(s).stream()
                                .map(w -> w.extendedBy(bound))
                                .toList()));
    }

    /** Creates a recorder of the latencies that lie within this window. */
    static LatencyRecorder within(RunEvidence run, Window window) {
        return new LatencyRecorder(
                run,
                List.of(
                        new Window("before", Long.MIN_VALUE, window.from() - 1),
                        new Window("after", window.to() + 1, Long.MAX_VALUE)),
                _ -> List.of());
    }

    void record(Segment segment, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recorder(segment).record(from, to);
        }
    }

    /** Records a latency of a segment, and of its part for one function. */
    void record(Segment segment, String function, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, Math.max(from, to))) {
            recordWithPart(segment, function, from, to);
        }
    }

    private void recordWithPart(Segment segment, String part, long from, long to) {
        recorder(segment).record(from, to);
        parts.computeIfAbsent(segment, _ -> new HashMap<>())
                .computeIfAbsent(part, _ -> newRecorder())
                .record(from, to);
    }

    /** Records a latency that ends with an update of this subscription. */
    void record(Segment segment, SubscriptionEvidence subscription, long from, long to) {
        if (!OutageWindows.anyOverlaps(excludedOfClient.apply(subscription), from, Math.max(from, to))) {
            record(segment, from, to);
        }
    }

    /**
     * Records a latency that ends with an update of this subscription. It is left out only if an excluded window contains
     * its beginning.
     */
    void recordSince(Segment segment, SubscriptionEvidence subscription, long from, long to) {
        if (!OutageWindows.anyOverlaps(excluded, from, from)
                && !OutageWindows.anyOverlaps(excludedOfClient.apply(subscription), from, from)) {
            recorder(segment).record(from, to);
        }
    }

    /** Records the recoveries from outages, whose latencies no outage excludes, with a part for each kind of outage. */
    public void record(List<OutageRecovery> recoveries) {
        for (OutageRecovery recovery : recoveries) {
            unrecovered += Math.min(1, recovery.outstanding());
            recovery.nanos()
                    .ifPresent(nanos -> recordWithPart(
                            Segment.RECOVERY, recovery.outage().fault(), recovery.from(), recovery.from() + nanos));
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
        if (segment == Segment.RECOVERY && unrecovered > 0) {
            return "what %s had delayed was not finished when the run ended"
                    .formatted(FindingText.count(unrecovered, "outage"));
        }
        return run.clocks().isTrusted() || !CROSSING.contains(segment)
                ? null
                : "the database's clock is only known to within "
                        + FindingText.millis(run.clocks().epsilon());
    }
}

package tribunal.verify.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Records the latencies of one segment, in total and by the interval of the run in which they began. An interval lasts
 * one second, or as many whole seconds as keep the number of intervals at most {@value #INTERVALS_MAX}.
 */
public final class SegmentRecorder {
    private static final int INTERVALS_MAX = 600;
    private static final long SECOND = 1_000_000_000;
    private static final int DIGITS = 3;

    private final long width;
    private final Histogram all = histogram();
    private final Map<Long, Histogram> intervals = new HashMap<>();

    private SegmentRecorder(long width) {
        this.width = width;
    }

    /** Creates a recorder for a run that lasted {@code nanos} nanoseconds. */
    static SegmentRecorder of(long nanos) {
        return new SegmentRecorder(SECOND * Math.max(1, Math.ceilDiv(nanos, INTERVALS_MAX * SECOND)));
    }

    public static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /** All latencies of a segment in several runs. */
    public static Histogram merged(List<SegmentLatency> latencies) {
        Histogram all = histogram();
        latencies.forEach(latency -> all.add(latency.nanos()));
        return all;
    }

    /** Records a latency. A negative one counts as zero: clocks may differ by ε. */
    void record(long from, long to) {
        long nanos = Math.max(0, to - from);
        all.recordValue(nanos);
        intervals
                .computeIfAbsent(Math.floorDiv(from, width), _ -> new PackedHistogram(DIGITS))
                .recordValue(nanos);
    }

    SegmentLatency latency(String segment, @Nullable String unknown, List<SegmentLatency> parts) {
        List<LatencyInterval> latencyIntervals = new TreeMap<>(intervals)
                .entrySet().stream()
                        .map(i -> new LatencyInterval(i.getKey() * width, (i.getKey() + 1) * width, i.getValue()))
                        .toList();
        return new SegmentLatency(segment, all, unknown, latencyIntervals, parts);
    }
}

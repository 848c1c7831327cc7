package tribunal.verify.measure;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One segment's latencies outside the warm-up, in nanoseconds with three significant digits.
 *
 * @param unknown why they cannot be trusted; null if they can
 * @param intervals the same by the stretch of the run in which they began, in the order of time
 * @param parts the same by function, each called {@code dispatch/ChargePayment}; none where functions have no part
 */
public record SegmentLatency(
        String segment,
        Histogram nanos,
        @Nullable String unknown,
        List<LatencyInterval> intervals,
        List<SegmentLatency> parts) {
    public SegmentLatency {
        intervals = List.copyOf(intervals);
        parts = List.copyOf(parts);
    }

    /** Of which it is only known how long each took. */
    public SegmentLatency(String segment, Histogram nanos, @Nullable String unknown) {
        this(segment, nanos, unknown, List.of(), List.of());
    }

    /** There are some, of this segment. */
    public boolean isOf(String name) {
        return segment.equals(name) && nanos.getTotalCount() > 0;
    }

    /** The same, not to be trusted for this reason; to be trusted if there is none. */
    public SegmentLatency unknown(@Nullable String why) {
        return new SegmentLatency(segment, nanos, why, intervals, parts);
    }
}

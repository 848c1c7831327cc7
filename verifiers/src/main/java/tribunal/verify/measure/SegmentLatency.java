package tribunal.verify.measure;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tribunal.history.Segment;

/**
 * The latencies of one segment outside the warm-up.
 *
 * @param nanos the latencies in nanoseconds, with three significant digits
 * @param unknown why they cannot be trusted; null if they can
 * @param intervals the latencies by the interval of the run in which they began, in the order of time
 * @param parts the latencies by function, each part named like {@code dispatch/ChargePayment}; empty if the segment
 *     involves no function
 */
public record SegmentLatency(
        String segment,
        Histogram nanos,
        @Nullable String unknown,
        List<LatencyInterval> intervals,
        List<SegmentLatency> parts) {
    /** Creates latencies without intervals and parts. */
    public SegmentLatency(String segment, Histogram nanos, @Nullable String unknown) {
        this(segment, nanos, unknown, List.of(), List.of());
    }

    public boolean isOf(Segment wanted) {
        return isOf(wanted.label());
    }

    /** Whether these are latencies of this segment or part, and there is at least one. */
    public boolean isOf(String name) {
        return segment.equals(name) && nanos.getTotalCount() > 0;
    }

    /**
     * Returns a copy with another reason not to trust the latencies.
     *
     * @param why null if they can be trusted
     */
    public SegmentLatency unknown(@Nullable String why) {
        return new SegmentLatency(segment, nanos, why, intervals, parts);
    }
}

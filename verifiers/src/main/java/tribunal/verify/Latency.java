package tribunal.verify;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One segment's latencies outside the warm-up, in nanoseconds with three significant digits.
 *
 * @param unknown why they cannot be trusted; null if they can
 */
public record Latency(
        String segment, Histogram nanos, @Nullable String unknown) {}

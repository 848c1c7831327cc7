package tribunal.verify.measure;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tribunal.history.Segment;

/** The lag of the load generator: how much later than scheduled it sends operations. */
public final class GeneratorLag {
    /** Largest tolerable p99 of the lag, in nanoseconds. Above it, latencies look worse than they are. */
    public static final long TOLERATED_NANOS = 10_000_000;

    private GeneratorLag() {}

    /** The recorded lag, if its p99 is above {@link #TOLERATED_NANOS}; empty if it is not. */
    public static Optional<Histogram> excessive(List<SegmentLatency> latencies) {
        return latencies.stream()
                .filter(latency -> latency.isOf(Segment.LAG))
                .map(SegmentLatency::nanos)
                .filter(nanos -> nanos.getValueAtPercentile(99) > TOLERATED_NANOS)
                .findFirst();
    }
}

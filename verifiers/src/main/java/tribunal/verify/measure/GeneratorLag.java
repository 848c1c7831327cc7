package tribunal.verify.measure;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** How late the load generator sends what the schedule wanted. */
public final class GeneratorLag {
    /** The segment that it is measured as. */
    public static final String SEGMENT = "lag";

    /** With more than this at p99, in nanoseconds, latencies look worse than they are. */
    public static final long BEARABLE_NANOS = 10_000_000;

    private GeneratorLag() {}

    /** All of it, if it is more than latencies can bear; empty if the load generator kept to its schedule. */
    public static Optional<Histogram> beyondBearing(List<SegmentLatency> latencies) {
        return latencies.stream()
                .filter(latency -> latency.isOf(SEGMENT))
                .map(SegmentLatency::nanos)
                .filter(nanos -> nanos.getValueAtPercentile(99) > BEARABLE_NANOS)
                .findFirst();
    }
}

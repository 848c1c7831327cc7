package tribunal.report.text;

import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import tribunal.verify.measure.SegmentLatency;

/** The latencies of a segment as a row of a table. */
public record LatencyRow(List<String> cells) {
    public static final List<String> HEADERS =
            List.of("Segment", "Count", "p50", "p90", "p99", "p99.9", "Max", "Remark");

    public static LatencyRow of(SegmentLatency latency) {
        Histogram nanos = latency.nanos();
        return new LatencyRow(List.of(
                latency.segment(),
                NumberText.count(nanos.getTotalCount()),
                percentile(nanos, 50),
                percentile(nanos, 90),
                percentile(nanos, 99),
                percentile(nanos, 99.9),
                percentile(nanos, 100),
                Objects.requireNonNullElse(latency.unknown(), "")));
    }

    private static String percentile(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? "-" : NumberText.millisText(nanos.getValueAtPercentile(percentile));
    }
}

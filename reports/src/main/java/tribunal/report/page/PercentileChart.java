package tribunal.report.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import tribunal.report.page.Chart.Axes;
import tribunal.report.page.Chart.Line;
import tribunal.report.text.NumberText;
import tribunal.verify.measure.SegmentLatency;

/** A chart of latency by percentile, with a line for each segment. Percentiles with too few values are left out. */
public final class PercentileChart {
    private static final List<Double> PERCENTILES = List.of(
            0.0, 10.0, 25.0, 50.0, 60.0, 70.0, 80.0, 90.0, 92.5, 95.0, 97.5, 98.0, 99.0, 99.25, 99.5, 99.75, 99.8, 99.9,
            99.95, 99.99);

    private PercentileChart() {}

    /** Returns the chart; {@code segment} is the label of each line. */
    public static Figure of(String title, List<SegmentLatency> latencies) {
        List<SegmentLatency> measured =
                latencies.stream().filter(l -> l.nanos().getTotalCount() > 0).toList();
        List<Double> percentiles = PERCENTILES.stream()
                .filter(p -> measured.stream().anyMatch(l -> isMeasurable(l.nanos(), p)))
                .toList();
        List<Line> lines = measured.stream()
                .map(l -> new Line(
                        l.segment(),
                        percentiles.stream().map(p -> value(l.nanos(), p)).toList()))
                .toList();
        return new Chart(title, summary(measured), Axes.MILLIS_BY_PERCENTILE, percentiles, lines, List.of(), List.of())
                .figure();
    }

    private static Optional<Double> value(Histogram nanos, double percentile) {
        return isMeasurable(nanos, percentile)
                ? Optional.of(NumberText.millis(nanos.getValueAtPercentile(percentile)))
                : Optional.empty();
    }

    /** Whether at least one value is above the percentile. */
    private static boolean isMeasurable(Histogram nanos, double percentile) {
        return nanos.getTotalCount() * (100 - percentile) >= 100;
    }

    private static String summary(List<SegmentLatency> measured) {
        return measured.isEmpty()
                ? "Nothing was measured."
                : measured.stream()
                        .map(l -> l.segment() + " " + NumberText.millisText(l.nanos(), 99))
                        .collect(Collectors.joining(", ", "p99: ", "."));
    }
}

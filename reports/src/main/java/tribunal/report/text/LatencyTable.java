package tribunal.report.text;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;

/** The latencies of a run as a table with a row for each segment. */
public final class LatencyTable {
    public static final List<String> HEADERS =
            List.of("Segment", "Count", "p50", "p90", "p99", "p99.9", "Max", "Remark");

    private LatencyTable() {}

    public static List<List<String>> rows(Verdicts verdicts) {
        return verdicts.latencies().stream().map(LatencyTable::row).toList();
    }

    private static List<String> row(SegmentLatency latency) {
        Stream<String> percentiles =
                Stream.of(50.0, 90.0, 99.0, 99.9, 100.0).map(p -> NumberText.millisText(latency.nanos(), p));
        return Stream.of(
                        Stream.of(
                                latency.segment(),
                                NumberText.count(latency.nanos().getTotalCount())),
                        percentiles,
                        Stream.of(Objects.requireNonNullElse(latency.unknown(), "")))
                .flatMap(part -> part)
                .toList();
    }
}

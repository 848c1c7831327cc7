package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.report.Samples;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.SegmentLatency;

class LatencyLogTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    @Test
    void a_reader_finds_every_segment_by_its_tag() throws IOException {
        SegmentLatency placing =
                latency("place-order", List.of(), interval(12, 3_200_000, 48_000_000), interval(14, 5_000_000));
        Path file = written(placing);

        assertThat(read(file)).containsExactly(Map.entry("place-order", placing.nanos()));
        assertThat(placing.intervals().getFirst().nanos().getTag()).isNull();
    }

    /** What HdrHistogram's own log tools and its viewers look for. */
    @Test
    void it_has_what_viewers_expect_comments_version_start_legend_and_lines_in_the_order_of_time() throws IOException {
        SegmentLatency fanOut = latency("fan-out", List.of(), interval(12, 7_000_000));
        SegmentLatency placing = latency("place-order", List.of(), interval(11, 3_200_000), interval(13, 5_000_000));

        assertThat(Files.readAllLines(written(placing, fanOut)))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("#[Tribunal: steady, seed 42, load]"),
                        line -> assertThat(line).startsWith("#[Values in nanoseconds"),
                        line -> assertThat(line).isEqualTo("#[Histogram log format version 1.3]"),
                        line -> assertThat(line).startsWith("#[StartTime: 1772360130.000 (seconds since epoch), "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\""),
                        line -> assertThat(line).startsWith("Tag=place-order,11.000,1.000,3.20"),
                        line -> assertThat(line).startsWith("Tag=fan-out,12.000,1.000,7.00"),
                        line -> assertThat(line).startsWith("Tag=place-order,13.000,1.000,5.00"));
    }

    @Test
    void the_library_s_reader_knows_when_each_interval_was() throws IOException {
        try (HistogramLogReader log =
                new HistogramLogReader(written(latency("place-order", List.of(), interval(11, 3_200_000)))
                        .toFile())) {
            EncodableHistogram first = log.nextIntervalHistogram();
            // 11 s after 2026-03-01T10:15:30Z
            assertThat(first.getStartTimeStamp()).isEqualTo(1_772_360_141_000L);
            assertThat(first.getEndTimeStamp()).isEqualTo(1_772_360_142_000L);
        }
    }

    @Test
    void what_is_read_is_what_was_written_with_the_part_of_each_function() throws IOException {
        SegmentLatency charge = latency("handle/ChargePayment", List.of(), interval(12, 9_000_000));
        SegmentLatency handle =
                latency("handle", List.of(charge), interval(12, 9_000_000, 1_000_000), interval(13, 2_000_000));

        // a histogram's own equality is that of its values
        assertThat(LatencyLog.read(written(handle)))
                .usingRecursiveComparison()
                .withEqualsForType(Histogram::equals, Histogram.class)
                .isEqualTo(List.of(handle));
    }

    @Test
    void what_is_no_log_is_said() throws IOException {
        Path file = Files.writeString(folder.resolve("latency.hlog"), "Tag=place-order,0.0,1.0,3.2,AAAA\n");
        assertThatThrownBy(() -> LatencyLog.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no log of");
    }

    @Test
    void the_percentiles_of_a_segment_are_in_milliseconds() {
        // 48 ms within three digits
        assertThat(LatencyLog.percentiles(Samples.latency("place-order", 3_000_000, 48_000_000)))
                .startsWith("       Value     Percentile TotalCount")
                .containsPattern("48\\.0\\d+ 1\\.0+ +2");
    }

    private Path written(SegmentLatency... latencies) throws IOException {
        Path file = folder.resolve("latency.hlog");
        String text = LatencyLog.text(Samples.run(), Samples.of(List.of(), List.of(latencies), List.of()));
        return Files.writeString(file, text);
    }

    private static LatencyInterval interval(long second, long... nanos) {
        return new LatencyInterval(second * SECOND, (second + 1) * SECOND, Samples.histogram(nanos));
    }

    private static SegmentLatency latency(String segment, List<SegmentLatency> parts, LatencyInterval... intervals) {
        Histogram all = Samples.histogram();
        List.of(intervals).forEach(i -> all.add(i.nanos()));
        return new SegmentLatency(segment, all, null, List.of(intervals), parts);
    }

    private static Map<String, Histogram> read(Path file) throws IOException {
        Map<String, Histogram> byTag = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                byTag.computeIfAbsent(String.valueOf(histogram.getTag()), _ -> Samples.histogram())
                        .add(histogram);
            }
        }
        return byTag;
    }
}

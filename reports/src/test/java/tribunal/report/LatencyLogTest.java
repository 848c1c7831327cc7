package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.verify.Latency;

class LatencyLogTest {
    @TempDir
    Path folder;

    @Test
    void a_reader_finds_every_segment_by_its_tag() throws IOException {
        Latency placing = Samples.latency("place-order", 3_200_000, 48_000_000);
        Latency empty = Samples.latency("fan-out");
        Path file = folder.resolve("latency.hlog");
        LatencyLog.write(Samples.run(), Samples.of(List.of(), List.of(placing, empty), List.of()), file);

        assertThat(read(file))
                .containsOnly(Map.entry("place-order", placing.nanos()), Map.entry("fan-out", empty.nanos()));
        assertThat(placing.nanos().getTag()).isNull();
        assertThat(Files.readString(file)).startsWith("#[Tribunal: steady, seed 42, load]");
    }

    private static Map<String, Histogram> read(Path file) throws IOException {
        Map<String, Histogram> byTag = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                byTag.put(histogram.getTag(), histogram);
            }
        }
        return byTag;
    }
}

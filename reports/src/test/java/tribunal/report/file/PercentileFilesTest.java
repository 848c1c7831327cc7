package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.report.Samples;

class PercentileFilesTest {
    @TempDir
    Path folder;

    @Test
    void a_segment_that_measured_something_has_a_file_in_milliseconds() throws IOException {
        var latencies = List.of(Samples.latency("place-order", 3_000_000, 48_000_000), Samples.latency("fan-out"));
        PercentileFiles.write(Samples.of(List.of(), latencies, List.of()), folder);

        // 48 ms within three digits
        assertThat(folder.resolve("place-order.hgrm"))
                .content()
                .startsWith("       Value     Percentile TotalCount")
                .containsPattern("48\\.0\\d+ 1\\.0+ +2");
        assertThat(folder.resolve("fan-out.hgrm")).doesNotExist();
    }
}

package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.report.file.AtomicFile;

class ReportsTest {
    @TempDir
    Path folder;

    @Test
    void a_run_directory_gets_all_of_them_and_no_leftovers() throws IOException {
        Reports.writeAll(Samples.run(folder), Samples.history(), Samples.doubleCharges());
        Reports.writeAll(Samples.run(folder), Samples.history(), Samples.doubleCharges());

        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "verdicts.json",
                            "junit.xml",
                            "latency.hlog",
                            "place-order.hgrm",
                            "fan-out.hgrm",
                            "summary.md",
                            "report.html");
        }
    }

    @Test
    void a_segment_without_values_has_no_file_of_percentiles() throws IOException {
        var latencies = List.of(Samples.latency("place-order", 3_000_000), Samples.latency("fan-out"));
        Reports.writeAll(Samples.run(folder), Samples.history(), Samples.of(List.of(), latencies, List.of()));

        assertThat(folder.resolve("place-order.hgrm")).exists();
        assertThat(folder.resolve("fan-out.hgrm")).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_anew_stays_whole() throws IOException {
        Path file = folder.resolve("verdicts.json");
        Files.writeString(file, "old");
        Files.createDirectories(folder.resolve("verdicts.json.tmp"));

        assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
    }

    @Test
    void a_torn_temporary_file_of_a_crash_is_written_over() throws IOException {
        Path file = folder.resolve("summary.md");
        Files.writeString(folder.resolve("summary.md.tmp"), "torn, and longer than what follows");

        AtomicFile.write(file, "whole");
        assertThat(file).hasContent("whole");
    }
}

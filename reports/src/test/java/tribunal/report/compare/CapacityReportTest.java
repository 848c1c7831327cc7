package tribunal.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.report.Samples;
import tribunal.verify.compare.CapacityStep;
import tribunal.verify.measure.ResourceUsage;

class CapacityReportTest {
    @TempDir
    private Path folder;

    private static CapacityStep step(double rate, double growth) {
        ResourceUsage usage = new ResourceUsage(
                new TreeMap<>(Map.of("node-1", 1.2, "harness", 0.4)), 0.96, 2, new TreeMap<>(), growth, 70);
        return new CapacityStep(
                rate,
                Samples.of(List.of(), List.of(Samples.latency("place-order", 4_000_000)), List.of()),
                Optional.of(usage));
    }

    @Test
    void the_knee_lies_below_the_first_rate_that_was_too_much() {
        CapacityReport report = new CapacityReport(List.of(step(20, 0), step(45, 50), step(30, 0), step(60, 0)), 16);

        assertThat(report.conclusion())
                .containsExactly(
                        "knee        30/s sustained; at 45/s the backlog grows by 50/s",
                        "bottleneck  processors: 96% busy, most by node-1 (1.2 of 2)");
        assertThat(CapacityReport.line(step(20, 0)))
                .startsWith("20/s")
                .contains("4.0 ms / 4.0 ms", "96%", "harness 0.40  node-1 1.20")
                .endsWith("sustained");
    }

    @Test
    void it_says_so_if_nothing_or_everything_was_too_much() {
        assertThat(new CapacityReport(List.of(step(20, 0)), 16).conclusion())
                .containsExactly("knee        20/s sustained; nothing broke up to there");
        assertThat(new CapacityReport(List.of(step(20, 50)), 16).conclusion().getFirst())
                .isEqualTo("knee        none of the rates tried was sustained; at 20/s the backlog grows by 50/s");
    }

    @Test
    void it_is_written_for_people_and_scripts() throws IOException {
        new CapacityReport(List.of(step(20, 0), step(30, 50)), 16).write(folder);

        assertThat(Files.readString(folder.resolve("capacity.txt"))).contains("knee        20/s");
        assertThat(Files.readString(folder.resolve("capacity.json")))
                .startsWith("{\"knee\":20.0,\"bottleneck\":\"")
                .contains("\"steps\":[{\"rate\":20.0,\"broken\":\"\",\"usage\":");
    }
}

package tribunal.load.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.HarnessEntry.ResourcesSampled;

class ResourceSamplerTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    @TempDir
    private Path data;

    private DiskUsage disk() {
        return new DiskUsage(List.of(data, data.resolve("not-there")));
    }

    @Test
    void a_folder_is_measured_every_ten_seconds_without_the_write_ahead_log() throws IOException {
        Files.createDirectories(data.resolve("base/1"));
        Files.write(data.resolve("base/1/rows"), new byte[3_000]);
        Files.createDirectory(data.resolve("pg_wal"));
        Files.write(data.resolve("pg_wal/log"), new byte[70_000]);
        DiskUsage disk = disk();

        assertThat(disk.at(5)).isEqualTo(3_000);
        Files.write(data.resolve("base/1/more"), new byte[500]);
        assertThat(disk.at(TEN_SECONDS)).isEqualTo(3_000);
        assertThat(disk.at(TEN_SECONDS + 5)).isEqualTo(3_500);
    }

    @Test
    void the_memory_of_harness_and_nodes_is_what_linux_says_is_resident_and_elsewhere_nobody_says() {
        ResourceSampler resources = new ResourceSampler(() -> Map.of("node-1", ProcessHandle.current()), data, disk());
        ResourcesSampled sample = resources.sample(1, new TreeMap<>(), 0);

        boolean hasProc = Files.exists(Path.of("/proc/self/status"));
        assertThat(sample.disk()).isZero();
        assertThat(sample.memory().keySet()).isEqualTo(hasProc ? Set.of("harness", "node-1") : Set.of());
        // This very JVM: tens of megabytes at least.
        assertThat(sample.memory().values())
                .allSatisfy(bytes -> assertThat(bytes).isBetween(20_000_000L, 20_000_000_000L));
    }
}

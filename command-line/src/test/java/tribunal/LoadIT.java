package tribunal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job, as its users run it: the packaged harness, the real app, a real PostgreSQL. */
class LoadIT {
    @TempDir
    private Path runs;

    private Process start(String... arguments) throws IOException {
        return new Harness(runs).start(Map.of(), arguments);
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        return new Harness(runs).run(arguments);
    }

    private String output() {
        return new Harness(runs).output();
    }

    private List<String> ruled(String verdict) throws IOException {
        Path file = latest().resolve("verdicts.json");
        assertThat(file).as(new Harness(runs).evidence()).exists();
        JsonNode verdicts = JsonMapper.shared().readTree(Files.readString(file));
        return StreamSupport.stream(verdicts.path("guarantees").spliterator(), false)
                .filter(g -> g.path("verdict").asString().equals(verdict))
                .map(g -> g.path("name").asString())
                .toList();
    }

    private Path latest() throws IOException {
        return runs.resolve("latest").toRealPath();
    }

    @Test
    void the_sound_app_holds_all_its_promises_while_everything_goes_wrong() throws Exception {
        int exit = run("load", "--runs", runs.toString(), "--rate", "10/s", "--duration", "20s", "--seed", "7");
        assertThat(ruled("VALID"))
                .as(output())
                .containsExactly(
                        "atomicity",
                        "at-least-once",
                        "idempotent-outcomes",
                        "order-independence",
                        "subscription",
                        "no-overlap",
                        "amplification",
                        "coverage");
        // Budgets are the machine's matter here: 0 met, 3 missed, 2 if the load generator itself was late.
        assertThat(exit).as(output()).isIn(0, 2, 3);
        assertThat(latest()).isDirectoryContaining("glob:**/{report.html}").isDirectoryContaining("glob:**/run.json");
        assertThat(latest().resolve("postgres")).doesNotExist();
    }

    @Test
    void charging_without_a_key_is_convicted_with_proof() throws Exception {
        int exit = run(
                "load",
                "--runs",
                runs.toString(),
                "--rate",
                "10/s",
                "--duration",
                "20s",
                "--defect",
                "no-deduplication");
        assertThat(exit).as(output()).isEqualTo(1);
        assertThat(ruled("INVALID")).containsExactly("idempotent-outcomes");
        assertThat(output())
                .contains("DEFECT   no-deduplication is switched on")
                .contains("without a key");
        assertThat(Files.readString(latest().resolve("verdicts.json"))).contains("was charged twice");
    }

    @Test
    void nothing_outlives_a_killed_harness_and_its_history_can_be_judged() throws Exception {
        Process harness = start("load", "--runs", runs.toString(), "--duration", "10s");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> output().lines().anyMatch(line -> line.startsWith("warm-up")));
        Path postgres = latest().resolve("postgres");
        long postmaster = Long.parseLong(Files.readAllLines(postgres.resolve("postmaster.pid"))
                .getFirst()
                .strip());
        List<ProcessHandle> ours = Stream.concat(harness.descendants(), ProcessHandle.of(postmaster).stream())
                .toList();
        harness.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(ours).noneMatch(ProcessHandle::isAlive);
            assertThat(postgres).doesNotExist();
        });
        assertThat(run("judge", latest().toString())).as(output()).isEqualTo(2);
        assertThat(ruled("INVALID")).isEmpty();
        assertThat(output()).contains("cut short");
    }
}

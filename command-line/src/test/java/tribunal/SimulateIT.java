package tribunal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's simulation as people start it, in processes of its own. */
class SimulateIT {
    @TempDir
    private Path runs;

    @TempDir
    private Path printed;

    private record Ended(int exit, List<String> lines) {
        String lineWith(String beginning) {
            return lines.stream()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Ended tribunal(String... words) throws Exception {
        Harness harness = new Harness(printed);
        int exit = harness.run(words);
        return new Ended(exit, harness.output().lines().toList());
    }

    @Test
    void a_defect_is_found_shrunk_and_found_again_by_its_replay_line() throws Exception {
        Ended simulated =
                tribunal("simulate", "--runs", runs.toString(), "--seeds", "20", "--defect", "check-then-act");
        String replay = simulated.lineWith("replay").replaceAll(".*replay \"(.*)\"", "$1");

        assertThat(simulated.exit()).isEqualTo(1);
        assertThat(simulated.lineWith("INVALID  idempotent-outcomes")).contains("charged");
        assertThat(replay).startsWith("swarm seed=").contains("defect=check-then-act");

        Ended replayed = tribunal("replay", "--runs", runs.toString(), replay);
        assertThat(replayed.exit()).isEqualTo(1);
        assertThat(replayed.lineWith("INVALID  idempotent-outcomes")).contains("charged");
        assertThat(runs.resolve("latest").resolve("verdicts.json")).exists();
        assertThat(tribunal("judge", runs.resolve("latest").toString()).exit()).isEqualTo(1);
    }

    @Test
    void the_sound_app_is_clean_and_what_never_happened_is_named() throws Exception {
        Ended simulated = tribunal("simulate", "--runs", runs.toString(), "--seeds", "6", "--scenario", "everything");

        assertThat(simulated.lines()).noneMatch(line -> line.startsWith("INVALID"));
        assertThat(simulated.lineWith("same")).contains("in two JVMs: the same to the last byte");
    }
}

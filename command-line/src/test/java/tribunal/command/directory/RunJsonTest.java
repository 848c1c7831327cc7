package tribunal.command.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are judged years later. */
class RunJsonTest {
    @TempDir
    private Path folder;

    @Test
    void a_run_can_be_read_that_is_older_than_some_fields_of_scenarios() throws IOException {
        Files.createDirectory(folder.resolve("history"));
        try (InputStream older = Objects.requireNonNull(getClass().getResourceAsStream("older-run.json"))) {
            Files.copy(older, folder.resolve("run.json"));
        }
        RunJson run = RunJson.read(RunDirectory.open(folder));
        assertThat(run.scenario().name()).isEqualTo("everything");
        assertThat(run.scenario().traffic().stay()).isEmpty();
        assertThat(run.scenario().demands().relativeBudgets()).isEmpty();
    }
}

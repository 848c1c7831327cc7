package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.environment.CommandEnvironment;

class GitHubStepSummaryTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path page = Path.of("");

    @BeforeEach
    void write() throws IOException {
        page = Files.writeString(folder.resolve("summary.md"), "## VALID");
    }

    private void append(Optional<Path> summary) throws IOException {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        GitHubStepSummary.append(page, new CommandEnvironment(folder, printed, summary, false));
    }

    @Test
    void it_is_added_to_what_other_steps_have_written() throws IOException {
        Path summary = Files.writeString(folder.resolve("step"), "before\n");
        append(Optional.of(summary));
        append(Optional.of(summary));

        assertThat(summary).hasContent("before\n## VALID\n## VALID\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void without_a_ci_nothing_is_written() throws IOException {
        append(Optional.empty());
        assertThat(folder.toFile().list()).containsExactly("summary.md");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_is_one_line_and_no_failure() throws IOException {
        append(Optional.of(folder.resolve("none").resolve("step")));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("warning  GITHUB_STEP_SUMMARY=")
                .contains("cannot be written (NoSuchFileException): the summary is " + page);
    }

    @Test
    void a_file_that_is_full_is_left_alone() throws IOException {
        Path summary = Files.writeString(folder.resolve("step"), "x".repeat((1 << 20) - 5));
        append(Optional.of(summary));
        assertThat(Files.size(summary)).isEqualTo((1 << 20) - 5);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is full (GitHub shows 1 MiB)");
    }
}

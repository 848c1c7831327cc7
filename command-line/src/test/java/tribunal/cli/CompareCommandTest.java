package tribunal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.JudgedRun;

class CompareCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void two_runs_that_took_the_same_time_are_no_different_and_the_reports_lie_beside_the_folder_of_runs()
            throws IOException {
        Path runs = folder.resolve("runs");
        String base = JudgedRun.valid(runs.resolve("steady/1")).toString();
        String candidate = JudgedRun.valid(runs.resolve("steady/2")).toString();

        assertThat(Main.run("compare", "--runs", runs.toString(), base, candidate))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .startsWith("baseline     steady/1", "candidate    steady/2")
                .endsWith("~ no significant change");
        assertThat(folder.resolve("compare").toFile().list())
                .containsExactlyInAnyOrder("compare.html", "compare.json", "compare.md");
    }
}

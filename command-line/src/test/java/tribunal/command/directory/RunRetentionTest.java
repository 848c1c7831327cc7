package tribunal.command.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRetentionTest {
    @TempDir
    private Path folder;

    private Path run(String scenario, String name, int begun) throws IOException {
        Path run =
                Files.createDirectories(folder.resolve("runs").resolve(scenario).resolve(name));
        Files.createDirectories(run.resolve("history"));
        Files.writeString(run.resolve("history/client.jsonl"), "12345");
        Path json = Files.writeString(run.resolve("run.json"), "{}");
        Files.setLastModifiedTime(json, FileTime.fromMillis(begun * 1_000L));
        return run;
    }

    private RunRetention.DeletedRuns clean(int keep) throws IOException {
        return new RunRetention(keep).clean(folder.resolve("runs"));
    }

    @Test
    void the_newest_of_each_scenario_stay_whatever_they_are_called() throws IOException {
        Path oldest = run("steady", "9", 1);
        Path newest = run("steady", "1", 3);
        Path middle = run("steady", "42", 2);
        Path other = run("calm", "42", 1);
        // Two files of 5 and 2 bytes.
        assertThat(clean(2)).isEqualTo(new RunRetention.DeletedRuns(1, 7));
        assertThat(oldest).doesNotExist();
        assertThat(newest).exists();
        assertThat(middle).exists();
        assertThat(other).exists();
    }

    @Test
    void a_link_is_deleted_and_what_it_points_to_stays() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside/history"));
        Path precious = Files.writeString(outside.resolve("precious"), "x");
        Path run = run("steady", "1", 1);
        Files.createSymbolicLink(run.resolve("logs"), outside);
        Files.createSymbolicLink(folder.resolve("runs/linked"), folder.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("runs/calm"), folder.resolve("outside"));
        clean(0);
        assertThat(run).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void a_link_in_a_scenario_s_folder_is_no_run() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(outside.resolve("history"));
        run("steady", "1", 1);
        Files.createSymbolicLink(folder.resolve("runs/steady/2"), outside);
        assertThat(clean(0).runs()).isEqualTo(1);
        assertThat(outside.resolve("history")).exists();
    }

    @Test
    void what_is_no_run_stays() throws IOException {
        Path notes = Files.createDirectories(folder.resolve("runs/steady/notes"));
        Path file = Files.writeString(folder.resolve("runs/steady/readme"), "x");
        run("steady", "1", 1);
        clean(0);
        assertThat(notes).exists();
        assertThat(file).exists();
    }

    @Test
    void latest_goes_with_the_run_that_it_points_to() throws IOException {
        Path run = run("steady", "1", 1);
        Path latest = Files.createSymbolicLink(folder.resolve("runs/latest"), Path.of("steady/1"));
        clean(1);
        assertThat(latest).exists();
        clean(0);
        assertThat(run).doesNotExist();
        assertThat(folder.resolve("runs/steady")).doesNotExist();
        assertThat(Files.isSymbolicLink(latest)).isFalse();
    }

    @Test
    void a_folder_that_is_not_there_holds_nothing() throws IOException {
        assertThat(clean(5)).isEqualTo(new RunRetention.DeletedRuns(0, 0));
    }
}

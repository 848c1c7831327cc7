package tribunal.load.harness;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.scenario.input.BadInputException;

/** What a machine lacks is said before anything is started. */
class MachineCheckTest {
    @TempDir
    private Path folder;

    private MachineCheck machine(Path runs, long openFiles) {
        return new MachineCheck(folder, runs, openFiles, List.of("true"));
    }

    @Test
    void few_open_files_are_reported_with_the_number_that_is_needed() {
        // 500 without customers, 3 for each of 100.
        assertThatThrownBy(() -> machine(folder, 799).requireOpenFiles(100))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("may open 799, 100 customers need about 800: raise the limit (ulimit -n 800)");
        assertThatCode(() -> machine(folder, 800).requireOpenFiles(100)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a$b", "a`b", "a\nb"})
    void a_path_that_pg_ctl_cannot_quote_is_refused(String name) {
        assertThatThrownBy(() -> machine(folder.resolve(name), 1_000).requirePostgres())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("keep runs elsewhere (--runs)");
    }

    @Test
    void a_path_with_an_umlaut_spaces_and_escapes_is_usable() {
        assertThatCode(() ->
                        machine(folder.resolve("k\u00fcche @2 %2F it's"), 1_000).requirePostgres())
                .doesNotThrowAnyException();
    }

    @Test
    void a_temporary_folder_that_is_not_there_is_reported() {
        MachineCheck machine = new MachineCheck(folder.resolve("none"), folder, 1_000, List.of("true"));
        assertThatThrownBy(machine::requirePostgres)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("set TMPDIR to another folder");
    }

    @Test
    void programs_that_are_no_folder_of_this_user_are_not_run() throws Exception {
        Object user = Files.getAttribute(folder, "unix:uid");
        Files.createFile(folder.resolve("tribunal-postgres-" + user));
        assertThatThrownBy(() -> machine(folder, 1_000).requirePostgres())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("belongs to somebody else");
    }
}

package tribunal.command.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIndexTest {
    @TempDir
    private Path folder;

    @Test
    void the_ci_knows_the_commit() {
        assertThat(RunIndex.commit(Map.of("GITHUB_SHA", "abc"), folder)).contains("abc");
        assertThat(RunIndex.commit(Map.of("GITHUB_SHA", "", "CI_COMMIT_SHA", "def"), folder))
                .contains("def");
    }

    @Test
    void where_there_is_no_git_nobody_knows_it() throws IOException {
        // git does not look above this, where there may be a checkout
        Files.writeString(folder.resolve(".git"), "gitdir: nowhere");

        assertThat(RunIndex.commit(Map.of(), folder)).isEmpty();
    }
}

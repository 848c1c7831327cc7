package tribunal.load.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.load.harness.ProcessReaper;

class EmbeddedServerIT {
    @TempDir
    private Path folder;

    private final ProcessReaper reaper = ProcessReaper.start();
    private Database database;

    @BeforeEach
    void start() {
        database = new EmbeddedDatabaseOption()
                .start(new DatabaseOption.StartParameters(
                        folder.resolve("postgres"), folder.resolve("postgres.log"), reaper, 20));
    }

    @AfterEach
    void end() {
        database.close();
        reaper.close();
    }

    private EmbeddedServer server() {
        return database.server().orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, sql);
        }
    }

    private List<Integer> kept() throws SQLException {
        try (Connection connection = database.connect()) {
            return Sql.query(connection, row -> row.getInt(1), "SELECT n FROM kept ORDER BY n");
        }
    }

    @Test
    void a_killed_server_comes_back_on_its_port_with_what_was_committed() throws Exception {
        execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
        Connection open = database.connect();

        server().kill();

        assertThat(database.isDownAsPlanned()).isTrue();
        assertThat(database.isDead()).isFalse();
        assertThatThrownBy(() -> Sql.execute(open, "SELECT 1")).isInstanceOf(SQLException.class);
        server().start();
        assertThat(kept()).containsExactly(1);
        assertThat(database.isDownAsPlanned()).isFalse();
    }

    @Test
    void a_server_that_was_never_down_cannot_be_started_again() {
        assertThatThrownBy(() -> server().start()).hasMessageContaining("still answers");
    }

    @Test
    void a_stopped_server_comes_back() throws Exception {
        execute("CREATE TABLE kept (n int)");

        server().stop();
        server().start();

        assertThat(kept()).isEmpty();
    }

    @Test
    void a_paused_server_answers_nothing_until_it_is_resumed() throws Exception {
        execute("CREATE TABLE kept (n int)");
        try (Connection open = database.connect()) {
            server().pause();
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
                try {
                    Sql.execute(open, "INSERT INTO kept VALUES (1)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            server().resume();

            answer.get(30, TimeUnit.SECONDS);
        }
        assertThat(kept()).containsExactly(1);
    }

    @Test
    void a_server_that_ends_by_itself_is_dead() {
        ProcessHandle.of(server().pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(server().pid()).ifPresent(process -> process.onExit().join());

        assertThat(database.isDead()).isTrue();
    }
}

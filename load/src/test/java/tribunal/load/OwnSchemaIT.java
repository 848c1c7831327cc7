package tribunal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.load.database.Database;
import tribunal.load.database.DatabaseOption;
import tribunal.load.database.EmbeddedDatabaseOption;
import tribunal.load.database.JdbcDatabaseOption;
import tribunal.load.harness.ProcessReaper;
import tribunal.scenario.AppSettings;
import tribunal.scenario.input.BadInputException;

/** A schema of a run's own in a PostgreSQL that was there before. */
class OwnSchemaIT {
    @TempDir
    private static Path folder;

    private static ProcessReaper reaper;
    private static DatabaseOption.StartParameters place;
    private static Database server;

    @BeforeAll
    static void start() {
        reaper = ProcessReaper.start();
        place = new DatabaseOption.StartParameters(
                folder.resolve("data"), folder.resolve("log"), reaper, AppSettings.DEFAULTS.connections(1));
        server = new EmbeddedDatabaseOption().start(place);
    }

    @AfterAll
    static void stop() {
        server.close();
        reaper.close();
    }

    private static JdbcDatabaseOption as(String user) {
        return (JdbcDatabaseOption) DatabaseOption.of(server.url() + "&user=" + user);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> schemas() throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tribunal%' ORDER BY 1")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    @Test
    void a_run_has_a_schema_of_its_own_which_goes_with_it() throws SQLException {
        try (Database database = as("postgres").start(place)) {
            assertThat(schemas()).hasSize(1);
            try (Connection app = database.connect();
                    Statement statement = app.createStatement()) {
                assertThat(app.getSchema()).startsWith("tribunal_run_");
                statement.execute("CREATE TABLE t (i int)");
            }
        }
        assertThat(schemas()).isEmpty();
    }

    @Test
    void what_a_crashed_run_left_is_dropped_by_the_next_and_a_living_runs_is_not() throws SQLException {
        execute("CREATE SCHEMA tribunal_run_000000000000");
        execute("CREATE TABLE tribunal_run_000000000000.t (i int)");
        try (Database living = as("postgres").start(place);
                Database next = as("postgres").start(place)) {
            assertThat(schemas()).hasSize(2).doesNotContain("tribunal_run_000000000000");
            assertThat(living.url()).isNotEqualTo(next.url());
        }
        assertThat(schemas()).isEmpty();
    }

    @Test
    void a_user_who_may_not_create_schemas_is_reported_and_nothing_is_left() throws SQLException {
        execute("CREATE ROLE poor LOGIN");
        assertThatCode(() -> as("postgres").check(Path.of("target"), 22)).doesNotThrowAnyException();
        assertThatThrownBy(() -> as("poor").check(Path.of("target"), 22))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("may not create schemas and triggers");
        assertThat(schemas()).isEmpty();
    }

    @Test
    void a_server_with_too_few_connections_left_is_reported() {
        assertThatThrownBy(() -> as("postgres").check(Path.of("target"), 200))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("connections left: expected 200");
    }
}

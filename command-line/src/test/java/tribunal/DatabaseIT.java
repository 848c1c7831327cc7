package tribunal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unusable database is reported in one line, before anything is started, and nothing is left behind. */
class DatabaseIT {
    private static final int BAD_INPUT = 64;

    @TempDir
    private Path folder;

    private void assertRefused(int exit, String... parts) {
        String output = new Harness(folder).output();
        assertThat(exit).as(output).isEqualTo(BAD_INPUT);
        assertThat(output.lines()).singleElement().asString().contains(parts);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private String runs() {
        return folder.resolve("runs").toString();
    }

    @Test
    void a_server_that_does_not_keep_commit_times() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("track_commit_timestamp", "off")
                .start()) {
            String address = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
            int exit = new Harness(folder).run("load", "--runs", runs(), "--database", address);

            assertRefused(
                    exit,
                    "tribunal: --database " + address + ": track_commit_timestamp is off: expected on",
                    "postgresql.conf");
            assertThat(leftBehind(server)).isZero();
        }
    }

    private static long leftBehind(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tribunal%'")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Port 1 of this machine: nobody listens there. Another engine that runs here must not be taken instead. */
    @Test
    void a_docker_engine_that_does_not_answer() throws IOException, InterruptedException {
        int exit = new Harness(folder)
                .start(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"), "load", "--runs", runs(), "--database", "container")
                .waitFor();

        assertRefused(
                exit,
                "tribunal: --database container: no Docker engine answers at DOCKER_HOST=tcp://127.0.0.1:1: expected one",
                "--database embedded");
    }
}

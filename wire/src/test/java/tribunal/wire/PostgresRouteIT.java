package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What passes a route to PostgreSQL unchanged, and what the proxy knows of it. */
class PostgresRouteIT extends PostgresRouteFixture {
    @Test
    void flights_have_numbers_sql_status_and_pid() throws SQLException {
        try (Connection connection = connect()) {
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            connection.setAutoCommit(false);
            flights.clear();
            execute(connection, "INSERT INTO item VALUES (1, 'a')");
            execute(connection, "INSERT INTO item VALUES (2, 'b')");
            connection.commit();

            assertThat(flights.getFirst().statusBefore()).isEqualTo(TransactionStatus.IDLE);
            assertThat(flights.getLast().statusBefore()).isEqualTo(TransactionStatus.IN_TRANSACTION);
            assertThat(flights.stream().flatMap(flight -> flight.statements().stream()))
                    .containsExactly(
                            "BEGIN", "INSERT INTO item VALUES (1, 'a')", "INSERT INTO item VALUES (2, 'b')", "COMMIT");
            assertThat(flights).allSatisfy(flight -> {
                assertThat(flight.backendPid()).hasValue(pid);
                assertThat(flight.commit()).isEqualTo(flight.statements().contains("COMMIT"));
            });
            int first = flights.getFirst().number();
            assertThat(flights.stream().map(Flight::number))
                    .containsExactlyElementsOf(IntStream.range(first, first + flights.size())
                            .boxed()
                            .toList());
        }
        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.CLIENT));
    }

    @Test
    void a_driver_that_prefers_encryption_goes_on_without() throws SQLException {
        try (Connection connection = connect("sslmode=prefer", "gssEncMode=prefer")) {
            assertThat(number(connection, "SELECT 1")).isEqualTo(1);
        }
        assertThatThrownBy(() -> connect("sslmode=require"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("does not support SSL");
    }

    @Test
    void prepared_statements_of_the_server_are_known_by_their_sql() throws SQLException {
        try (Connection connection = connect("prepareThreshold=2")) {
            flights.clear();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, ?)")) {
                for (int n = 0; n < 6; n++) {
                    insert.setInt(1, n);
                    insert.setString(2, "x");
                    insert.executeUpdate();
                }
            }
            assertThat(flights)
                    .hasSize(6)
                    .allSatisfy(flight ->
                            assertThat(flight.statements()).containsExactly("INSERT INTO item VALUES ($1, $2)"));
            assertThat(number(connection, "SELECT count(*) FROM pg_prepared_statements"))
                    .isPositive();
        }
    }

    @Test
    void a_batch_passes_whole() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (int n = 0; n < 5000; n++) {
                insert.setInt(1, n);
                insert.setString(2, "name of item " + n);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(5000).containsOnly(1);
            connection.commit();
        }
        assertThat(rows()).isEqualTo(5000);
    }

    @Test
    void large_values_pass_in_both_directions() throws SQLException {
        String large = "x".repeat(5_000_000);
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (1, ?)")) {
            insert.setString(1, large);
            insert.executeUpdate();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT name, name FROM item")) {
                result.next();
                assertThat(result.getString(1)).isEqualTo(large);
                assertThat(result.getString(2)).isEqualTo(large);
            }
        }
        assertThat(flights)
                .anySatisfy(
                        flight -> assertThat(flight.statements()).containsExactly("INSERT INTO item VALUES (1, $1)"));
    }

    @Test
    void copy_passes_in_both_directions() throws SQLException, IOException {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < 20_000; n++) {
            lines.append(n).append("\tname ").append(n).append('\n');
        }
        byte[] data = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (Connection connection = connect()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThat(copy.copyIn("COPY item FROM STDIN", new ByteArrayInputStream(data)))
                    .isEqualTo(20_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy.copyOut("COPY (SELECT * FROM item ORDER BY id) TO STDOUT", out);
            assertThat(out.toByteArray()).isEqualTo(data);
            assertThat(sqlStateOfCopy(connection, "not a number\tx\n")).isEqualTo("22P02");
            assertThat(number(connection, "SELECT 1")).isEqualTo(1);
        }
    }

    private static String sqlStateOfCopy(Connection connection, String line) {
        return catchThrowableOfType(
                        SQLException.class,
                        () -> connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(
                                        "COPY item FROM STDIN",
                                        new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8))))
                .getSQLState();
    }

    @Test
    void notifications_pass_while_the_client_asks_for_nothing() throws SQLException {
        try (Connection connection = connect()) {
            execute(connection, "LISTEN news");
            direct("NOTIFY news, 'hello'");

            assertThat(connection.unwrap(PGConnection.class).getNotifications(10_000))
                    .singleElement()
                    .satisfies(notification ->
                            assertThat(notification.getParameter()).isEqualTo("hello"));
        }
    }

    @Test
    void a_running_statement_can_be_cancelled_through_the_route() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
                await().until(() -> flights.stream().anyMatch(sql("pg_sleep")));
                await().until(() -> sleeping() == 1);
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT pg_sleep(60)"));
            assertThat(failure.getSQLState()).isEqualTo("57014");
            cancelled.join();
            assertThat(number(connection, "SELECT 1")).isEqualTo(1);
        }
        assertThat(entries.all(WireEntry.ConnectionOpened.class)).hasSize(2);
    }

    private static int sleeping() throws SQLException {
        return directNumber("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'");
    }
}

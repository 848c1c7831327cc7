package tribunal.load.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static tribunal.load.network.Networks.outage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import tribunal.fault.plan.Outage.Kind;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.TransactionDisturbed;

/** What the outages between a node and a real PostgreSQL do to a connection of its JDBC driver. */
class DatabaseOutagesIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static EmbeddedPostgres postgres;

    private final Networks networks = new Networks();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setLocaleConfig("locale", "C")
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection direct = direct()) {
            execute(direct, "DROP TABLE IF EXISTS item");
            execute(direct, "CREATE TABLE item (id int PRIMARY KEY)");
        }
    }

    @AfterEach
    void close() {
        networks.close();
    }

    private static String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort()
                + "/postgres?ApplicationName=foodcourt&socketTimeout=30&user=postgres";
    }

    private static Connection direct() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private static Connection connect(NetworkFaults network) throws SQLException {
        return DriverManager.getConnection(network.database("node-1", url()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static int rows() throws SQLException {
        try (Connection direct = direct()) {
            return Integer.parseInt(text(direct, "SELECT count(*) FROM item"));
        }
    }

    private static String sqlState(SqlAction action) {
        return Objects.requireNonNull(catchThrowableOfType(SQLException.class, action::run), "no exception")
                .getSQLState();
    }

    private interface SqlAction {
        void run() throws SQLException;
    }

    /** A connection with an open transaction that has inserted a row, to a node that is disturbed from now on. */
    private Connection written(NetworkFaults network) throws SQLException {
        network.start();
        Connection connection = connect(network);
        connection.setAutoCommit(false);
        execute(connection, "INSERT INTO item VALUES (1)");
        return connection;
    }

    private void assertOneEntry(String fault, boolean executed) {
        assertThat(networks.entries).singleElement().isInstanceOfSatisfying(TransactionDisturbed.class, disturbed -> {
            assertThat(disturbed.fault()).isEqualTo(fault);
            assertThat(disturbed.node()).isEqualTo("node-1");
            assertThat(disturbed.connection()).isEqualTo(1);
            assertThat(disturbed.executed()).isEqualTo(executed);
        });
    }

    private void assertWindow(String fault) {
        assertThat(networks.entries)
                .containsExactly(
                        new FaultWindowOpened(networks.entries.getFirst().at(), fault),
                        new FaultWindowClosed(networks.entries.getLast().at(), fault));
    }

    @Test
    void a_cut_ends_all_connections_and_refuses_new_ones_until_its_end() throws SQLException {
        NetworkFaults network = networks.open(outage(Kind.CUT_DATABASE, SECOND));
        try (Connection connection = connect(network);
                Connection ofAnotherNode = DriverManager.getConnection(network.database("node-2", url()));
                Connection direct = direct()) {
            Runnable end = network.begin(outage(Kind.CUT_DATABASE, SECOND));

            assertThat(sqlState(() -> execute(connection, "SELECT 1"))).startsWith("08");
            assertThat(sqlState(() -> execute(ofAnotherNode, "SELECT 1"))).startsWith("08");
            assertThat(sqlState(() -> connect(network).close())).isEqualTo("08001");
            execute(direct, "SELECT 1");
            end.run();
        }
        try (Connection connection = connect(network)) {
            assertThat(text(connection, "SHOW application_name")).isEqualTo("foodcourt");
        }
        assertWindow("cut-database");
    }

    @Test
    void a_slow_database_delays_calls_by_up_to_the_duration_and_is_fast_again_after_three_seconds()
            throws SQLException {
        NetworkFaults network = networks.open(outage(Kind.SLOW_DATABASE, SECOND));
        try (Connection connection = connect(network)) {
            network.begin(outage(Kind.SLOW_DATABASE, Duration.ofMillis(100)));
            int calls = 0;
            long began = System.nanoTime();
            while (networks.entries.size() == 1) {
                execute(connection, "SELECT 1");
                calls++;
            }
            Duration time = Duration.ofNanos(System.nanoTime() - began);

            // 50 ms on average, so 60 calls in three seconds; on a busy machine fewer, but never many more.
            assertThat(calls).isBetween(10, 90);
            assertThat(time).isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(20));
        }
        assertWindow("slow-database");
    }

    @Test
    void exhausted_connections_end_sessions_and_refuse_new_ones_as_too_many() throws SQLException {
        NetworkFaults network = networks.open(outage(Kind.EXHAUST_CONNECTIONS, SECOND));
        try (Connection connection = connect(network)) {
            Runnable end = network.begin(outage(Kind.EXHAUST_CONNECTIONS, SECOND));

            assertThat(sqlState(() -> execute(connection, "SELECT 1"))).startsWith("08");
            assertThat(sqlState(() -> connect(network).close())).isEqualTo("53300");
            end.run();
        }
        connect(network).close();
        assertWindow("exhaust-connections");
    }

    @Test
    void a_conflict_rolls_the_transaction_back_and_the_connection_goes_on() throws SQLException {
        NetworkFaults network = networks.disturbing(Kind.CONFLICT, SECOND);
        try (Connection connection = written(network)) {
            assertThat(sqlState(connection::commit)).isEqualTo("40001");
            assertOneEntry("conflict", false);
            connection.setAutoCommit(true);
            assertThat(sqlState(() -> execute(connection, "INSERT INTO item VALUES (2)")))
                    .isEqualTo("40001");
            assertThat(rows()).isZero();
            network.heal();
            execute(connection, "INSERT INTO item VALUES (3)");
        }
        assertThat(rows()).isEqualTo(1);
        assertThat(networks.entries).hasSize(2);
    }

    @Test
    void a_rollback_is_no_conflict() throws SQLException {
        try (Connection connection = written(networks.disturbing(Kind.ROLL_BACK, SECOND))) {
            assertThat(sqlState(connection::commit)).isEqualTo("53200");
            assertOneEntry("roll-back", false);
            assertThat(rows()).isZero();
            assertThat(text(connection, "SELECT 'usable'")).isEqualTo("usable");
        }
    }

    @Test
    void a_lost_connection_commits_nothing() throws SQLException {
        try (Connection connection = written(networks.disturbing(Kind.LOSE_CONNECTION, SECOND))) {
            assertThat(sqlState(connection::commit)).startsWith("08");
        }
        assertOneEntry("lose-connection", false);
        assertThat(rows()).isZero();
    }

    @Test
    void an_unknown_commit_has_happened_exactly_if_the_entry_says_so() throws SQLException {
        NetworkFaults network = networks.disturbing(Kind.UNKNOWN_COMMIT, SECOND);
        network.start();
        for (int n = 1; n <= 12; n++) {
            try (Connection connection = connect(network)) {
                connection.setAutoCommit(false);
                execute(connection, "INSERT INTO item VALUES (" + n + ")");
                assertThat(sqlState(connection::commit)).startsWith("08");
            }
        }
        List<Integer> executed = networks.entries.stream()
                .map(TransactionDisturbed.class::cast)
                .filter(TransactionDisturbed::executed)
                .map(TransactionDisturbed::connection)
                .toList();
        // The seed decides: of twelve, some are executed and some are not.
        assertThat(networks.entries).hasSize(12);
        assertThat(executed).hasSizeBetween(1, 11);
        try (Connection direct = direct()) {
            // The sessions whose commits were cut before end by themselves.
            assertThat(text(direct, "SELECT string_agg(id::text, ', ' ORDER BY id) FROM item"))
                    .isEqualTo(String.join(
                            ", ", executed.stream().map(String::valueOf).toList()));
        }
    }

    @Test
    void a_held_transaction_commits_after_the_time() throws SQLException {
        try (Connection connection = written(networks.disturbing(Kind.HOLD_TRANSACTION, Duration.ofMillis(300)))) {
            long began = System.nanoTime();
            connection.commit();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
        assertOneEntry("hold-transaction", true);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_held_transaction_of_a_client_that_leaves_is_rolled_back() throws SQLException {
        NetworkFaults network = networks.disturbing(Kind.HOLD_TRANSACTION, Duration.ofMinutes(5));
        try (Connection connection = written(network)) {
            connection.setNetworkTimeout(Runnable::run, 300);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        try (Connection direct = direct()) {
            // Waits for the lock of the key that the other transaction has inserted.
            execute(direct, "SET lock_timeout = '10s'");
            execute(direct, "INSERT INTO item VALUES (1)");
        }
    }

    @Test
    void a_connection_that_listens_survives_disturbed_transactions() throws SQLException {
        NetworkFaults network = networks.disturbing(Kind.LOSE_CONNECTION, SECOND);
        network.start();
        try (Connection listening = connect(network);
                Connection writing = connect(network)) {
            execute(listening, "LISTEN news");
            assertThatThrownBy(() -> execute(writing, "INSERT INTO item VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            try (Connection direct = direct()) {
                execute(direct, "NOTIFY news, 'hello'");
            }
            assertThat(listening.unwrap(PGConnection.class).getNotifications(10_000))
                    .hasSize(1);
            assertThat(listening.isValid(5)).isTrue();
            network.close();
            await().untilAsserted(() -> assertThat(listening.isValid(1)).isFalse());
        }
    }
}

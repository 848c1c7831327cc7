package tribunal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.core.TransactionState;

/** Flights that are cut, held or refused, as PostgreSQL and its JDBC driver see it. */
class FlightActionIT extends PostgresRouteFixture {
    @Test
    void a_commit_whose_answer_is_lost_has_happened() throws SQLException {
        rule = when(Flight::commit, new FlightAction.CutAfter());
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (1, 'a')");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThat(rows()).isEqualTo(1);
        WireEntry.FlightCutAfter cut = entries.only(WireEntry.FlightCutAfter.class);
        assertThat(cut.answer()).contains("COMMIT");
        assertThat(cut.statusAfter()).isEqualTo(TransactionStatus.IDLE);
        assertThat(cut.flight().statusBefore()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        await().untilAsserted(() ->
                assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.PROXY));
    }

    @Test
    void a_commit_that_was_cut_before_it_was_forwarded_has_not_happened() throws SQLException {
        rule = when(Flight::commit, new FlightAction.CutBefore());
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (1, 'a')");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThat(rows()).isZero();
        assertThat(entries.only(WireEntry.FlightCutBefore.class).flight().commit())
                .isTrue();
    }

    @Test
    void an_answer_that_says_the_statement_failed_is_in_the_evidence() throws SQLException {
        rule = when(sql("no_such_table"), new FlightAction.CutAfter());
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> execute(connection, "SELECT * FROM no_such_table"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(entries.only(WireEntry.FlightCutAfter.class).answer()).contains("42P01");
    }

    @Test
    void a_held_flight_waits_until_it_is_released() throws SQLException {
        CompletableFuture<FlightAction> release = new CompletableFuture<>();
        rule = when(Flight::commit, new FlightAction.Hold(release));
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (1, 'a')");
            CompletableFuture<Void> committed = CompletableFuture.runAsync(() -> {
                try {
                    connection.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
            assertThat(rows()).isZero();
            assertThat(committed).isNotDone();
            release.complete(FlightAction.forward());

            committed.join();
            assertThat(rows()).isEqualTo(1);
            assertThat(entries.only(WireEntry.FlightReleased.class).at())
                    .isGreaterThan(entries.only(WireEntry.FlightHeld.class).at());
        }
    }

    @Test
    void a_held_flight_ends_with_the_servers_session() throws SQLException {
        rule = when(sql("held"), new FlightAction.Hold(new CompletableFuture<>()));
        try (Connection connection = connect()) {
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> {
                try {
                    execute(connection, "SELECT 'held'");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> entries.any(WireEntry.FlightHeld.class::isInstance));
            direct("SELECT pg_terminate_backend(" + pid + ")");

            assertThatThrownBy(held::join).hasCauseInstanceOf(IllegalStateException.class);
        }
        await().until(() -> route.connections() == 0);
        assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.SERVER);
    }

    @Test
    void a_client_that_gives_a_held_commit_up_frees_its_locks() throws SQLException {
        direct("INSERT INTO item VALUES (1, 'a')");
        rule = when(Flight::commit, new FlightAction.Hold(new CompletableFuture<>()));
        try (Connection connection = connect("socketTimeout=1")) {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE item SET name = 'b'");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        direct("SET lock_timeout = '5s'; UPDATE item SET name = name || 'c'");
        assertThat(directNumber("SELECT count(*) FROM item WHERE name = 'ac'")).isEqualTo(1);
        assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.CLIENT);
    }

    @Test
    void flights_that_write_and_flights_that_are_transactions_are_recognised() throws SQLException {
        try (Connection connection = connect()) {
            flights.clear();
            execute(connection, "INSERT INTO item VALUES (1, 'a')");
            execute(connection, "SELECT * FROM item FOR UPDATE");
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (2, 'b')");
            connection.commit();
        }
        assertThat(flights.stream().filter(Flight::writes).map(Flight::isTransaction))
                .containsExactly(true, false);
        assertThat(flights.stream().filter(Flight::commit)).noneMatch(Flight::isTransaction);
    }

    @Test
    void a_serialization_failure_leaves_a_failed_transaction_and_a_usable_connection() throws SQLException {
        rule = when(sql("'b'"), new FlightAction.Refuse("40001", "could not serialize"));
        for (String mode : List.of("preferQueryMode=extended", "preferQueryMode=simple")) {
            direct("TRUNCATE item");
            try (Connection connection = connect(mode)) {
                connection.setAutoCommit(false);
                execute(connection, "INSERT INTO item VALUES (1, 'a')");

                assertThat(sqlState(connection, "INSERT INTO item VALUES (2, 'b')"))
                        .isEqualTo("40001");
                assertThat(state(connection)).isEqualTo(TransactionState.FAILED);
                // The server itself says that the transaction is aborted.
                assertThat(sqlState(connection, "SELECT 1")).isEqualTo("25P02");
                connection.rollback();
                execute(connection, "INSERT INTO item VALUES (3, 'c')");
                connection.commit();
                assertThat(rows()).isEqualTo(1);
            }
        }
        assertThat(entries.all(WireEntry.FlightRefused.class)).hasSize(2);
    }

    @Test
    void a_refused_commit_ends_the_transaction_and_nothing_is_committed() throws SQLException {
        rule = when(Flight::commit, new FlightAction.Refuse("40001", "could not serialize"));
        for (String mode : List.of("preferQueryMode=extended", "preferQueryMode=simple")) {
            try (Connection connection = connect(mode)) {
                connection.setAutoCommit(false);
                execute(connection, "INSERT INTO item VALUES (1, 'a')");

                SQLException failure = catchThrowableOfType(SQLException.class, connection::commit);
                assertThat(failure.getSQLState()).isEqualTo("40001");
                assertThat(failure.getMessage()).contains("could not serialize");
                assertThat(state(connection)).isEqualTo(TransactionState.IDLE);
                connection.setAutoCommit(true);
                assertThat(number(connection, "SELECT count(*) FROM item")).isZero();
            }
        }
    }

    @Test
    void a_refused_statement_outside_a_transaction_leaves_the_session_idle() throws SQLException {
        rule = when(sql("refused"), new FlightAction.Refuse("40P01", "deadlock detected"));
        try (Connection connection = connect()) {
            assertThat(sqlState(connection, "SELECT 'refused'")).isEqualTo("40P01");
            assertThat(state(connection)).isEqualTo(TransactionState.IDLE);
            assertThat(number(connection, "SELECT 5")).isEqualTo(5);
        }
    }

    @Test
    void a_fatal_error_ends_the_session_and_its_transaction() throws SQLException {
        rule = when(sql("'b'"), new FlightAction.Refuse("57P01", "terminating connection"));
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (1, 'a')");

            assertThat(sqlState(connection, "INSERT INTO item VALUES (2, 'b')")).isEqualTo("57P01");
            assertThatThrownBy(() -> execute(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
        }
        await().until(() -> route.connections() == 0);
        assertThat(rows()).isZero();
        assertThat(entries.only(WireEntry.ConnectionClosed.class).by()).isEqualTo(Side.PROXY);
    }

    @Test
    void a_session_can_be_refused_at_its_startup() throws SQLException {
        rule = new FlightRule() {
            @Override
            public FlightAction decide(Flight flight) {
                return FlightAction.forward();
            }

            @Override
            public FlightAction decideStartup(Flight startup) {
                return new FlightAction.Refuse("53300", "sorry, too many clients already");
            }
        };
        SQLException failure = catchThrowableOfType(SQLException.class, this::connect);

        assertThat(failure.getSQLState()).isEqualTo("53300");
        assertThat(entries.only(WireEntry.FlightRefused.class).flight().number())
                .isZero();
        await().until(() -> route.connections() == 0);
    }

    @Test
    void a_commit_by_a_named_prepared_statement_is_recognised() throws SQLException {
        rule = when(flight -> flight.commit() && flight.number() > 30, new FlightAction.CutAfter());
        try (Connection connection = connect("prepareThreshold=1")) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> {
                        for (int n = 0; n < 30; n++) {
                            execute(connection, "INSERT INTO item VALUES (" + n + ", 'x')");
                            connection.commit();
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }
        WireEntry.FlightCutAfter cut = entries.only(WireEntry.FlightCutAfter.class);
        assertThat(flights.stream().filter(Flight::commit).count()).isEqualTo(rows());
        assertThat(cut.flight()).isEqualTo(flights.getLast());
    }

    @Test
    void a_large_flight_can_be_refused_and_cut() throws SQLException {
        rule = when(sql("INSERT"), new FlightAction.Refuse("40001", "could not serialize"));
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (1, ?)")) {
            insert.setString(1, "x".repeat(1_000_000));
            assertThat(catchThrowableOfType(SQLException.class, insert::executeUpdate)
                            .getSQLState())
                    .isEqualTo("40001");
            assertThat(number(connection, "SELECT count(*) FROM item")).isZero();
            rule = when(sql("INSERT"), new FlightAction.CutAfter());
            assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void the_answer_of_a_copy_can_be_lost() throws SQLException {
        rule = when(sql("COPY"), new FlightAction.CutAfter());
        assertThatThrownBy(() -> {
                    try (Connection connection = connect()) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(
                                        "COPY item FROM STDIN",
                                        new ByteArrayInputStream("1\ta\n".getBytes(StandardCharsets.UTF_8)));
                    }
                })
                .isInstanceOf(SQLException.class);
        assertThat(rows()).isEqualTo(1);
        assertThat(entries.only(WireEntry.FlightCutAfter.class).answer()).contains("COPY 1");
    }
}

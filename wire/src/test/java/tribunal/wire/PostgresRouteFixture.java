package tribunal.wire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** A route between PostgreSQL's JDBC driver and a real PostgreSQL, with the rule that a test sets. */
abstract class PostgresRouteFixture {
    private static EmbeddedPostgres postgres;

    final RecordedEntries entries = new RecordedEntries();
    private final WireProxy proxy = new WireProxy(entries, 42);
    final List<Flight> flights = new CopyOnWriteArrayList<>();
    volatile FlightRule rule = FlightRule.FORWARD_ALL;
    Route route;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws IOException, SQLException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres.getPort());
        route = proxy.open(RouteSettings.postgres("database", server, new FlightRule() {
            @Override
            public FlightAction decide(Flight flight) {
                flights.add(flight);
                return rule.decide(flight);
            }

            @Override
            public FlightAction decideStartup(Flight startup) {
                return rule.decideStartup(startup);
            }
        }));
        direct("DROP TABLE IF EXISTS item; CREATE TABLE item (id int PRIMARY KEY, name text)");
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    Connection connect(String... options) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + route.port()
                + "/postgres?user=postgres&password=postgres&" + String.join("&", options)
                + (List.of(options).toString().contains("socketTimeout") ? "" : "&socketTimeout=30"));
    }

    static void direct(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            execute(connection, sql);
        }
    }

    static int rows() throws SQLException {
        return directNumber("SELECT count(*) FROM item");
    }

    static int directNumber(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return number(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    static FlightRule when(Predicate<Flight> condition, FlightAction action) {
        return flight -> condition.test(flight) ? action : FlightAction.forward();
    }

    static Predicate<Flight> sql(String part) {
        return flight -> flight.statements().stream().anyMatch(statement -> statement.contains(part));
    }

    static TransactionState state(Connection connection) throws SQLException {
        return connection.unwrap(PgConnection.class).getTransactionState();
    }

    static String sqlState(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> execute(connection, sql))
                .getSQLState();
    }
}

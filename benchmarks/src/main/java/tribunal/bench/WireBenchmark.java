package tribunal.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tribunal.wire.FlightRule;
import tribunal.wire.RouteSettings;
import tribunal.wire.WireProxy;

/**
 * Measures one flight to PostgreSQL and back, with and without the wire proxy between. The difference at p50 is what a
 * route adds; its limit is 60 µs. Client and proxy share this process, as in the handler lab.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class WireBenchmark {
    /** How the driver reaches the server. */
    public enum Path {
        DIRECT,
        TCP_ROUTE,
        POSTGRES_ROUTE
    }

    @Param
    private Path path = Path.DIRECT;

    private final WireProxy proxy = new WireProxy(entry -> {}, 1);
    private Database database;
    private Connection connection;
    private PreparedStatement select;

    @Setup
    public void connect() throws IOException, SQLException {
        database = Database.start();
        int server = database.server().getPort();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server);
        int port =
                switch (path) {
                    case DIRECT -> server;
                    case TCP_ROUTE ->
                        proxy.open(RouteSettings.tcp("database", address)).port();
                    case POSTGRES_ROUTE ->
                        proxy.open(RouteSettings.postgres("database", address, FlightRule.FORWARD_ALL))
                                .port();
                };
        connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
        select = connection.prepareStatement("SELECT 1");
    }

    /** A statement that the server has prepared, and its answer of one row. */
    @Benchmark
    public int flight() throws SQLException {
        try (ResultSet result = select.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }

    @TearDown
    public void disconnect() throws IOException, SQLException {
        connection.close();
        proxy.close();
        database.close();
    }
}

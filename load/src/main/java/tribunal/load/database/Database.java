package tribunal.load.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.load.harness.LoadFailureException;

/**
 * A running PostgreSQL for one run. Unqualified names are the run's own.
 *
 * @param url the JDBC URL; it names the schema unless that is the default one
 * @param password empty if none is needed or the driver finds it by itself
 * @param server the server's process, if the run started it itself
 * @param end ends the server, or removes all data of the run from it
 */
public record Database(String url, String user, String password, Optional<EmbeddedServer> server, Runnable end)
        implements AutoCloseable {
    /** Extra connections: for PostgreSQL's superuser, and for people who look during a run. */
    private static final int SPARE_CONNECTIONS = 20;

    /** Settings of a PostgreSQL that the run starts itself: durable commits, and commit timestamps. */
    static SortedMap<String, String> settings(int connections) {
        return new TreeMap<>(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "track_commit_timestamp", "on",
                "max_connections", Integer.toString(connections + SPARE_CONNECTIONS),
                "shared_buffers", "256MB"));
    }

    /** Whether the server is known to have ended although no outage ended it. */
    boolean isDead() {
        return server.filter(EmbeddedServer::isDead).isPresent();
    }

    /** How often the run has started the server; 0 if it is not the run's own. */
    int starts() {
        return server.map(EmbeddedServer::starts).orElse(0);
    }

    /** Whether an outage keeps the server down at the moment. */
    boolean isDownAsPlanned() {
        return server.filter(EmbeddedServer::isDownAsPlanned).isPresent();
    }

    /** Opens a new connection; throws LoadFailureException if the server refuses or cannot be reached. */
    public Connection connect() {
        try {
            return DriverManager.getConnection(url, login(user, password));
        } catch (SQLException e) {
            throw new LoadFailureException("no connection to PostgreSQL: " + e.getMessage(), e);
        }
    }

    static Properties login(String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        return login;
    }

    /** The URL alone: no secret gets into a message. */
    @Override
    public String toString() {
        return url;
    }

    @Override
    public void close() {
        end.run();
    }
}

package tribunal.load.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.load.run.LoadFailureException;

/** A running PostgreSQL for one run: the app's URL, user and password. Unqualified names are the run's own. */
public sealed interface Database extends AutoCloseable
        permits EmbeddedDatabase, ContainerDatabase, PrivateSchemaDatabase {
    /** Extra connections: for PostgreSQL's superuser, and for people who look during a run. */
    int SPARE_CONNECTIONS = 20;

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

    /** The JDBC URL; it names the schema unless that is the default one. */
    String url();

    String user();

    /** The password; empty if none is needed or the driver finds it by itself. */
    String password();

    /** Whether the server is known to have ended. Only the embedded server can be observed; else false. */
    default boolean isDead() {
        return false;
    }

    default Connection connect() {
        return connect(url(), user(), password());
    }

    /**
     * Opens a new connection.
     *
     * @throws LoadFailureException if the server refuses or cannot be reached
     */
    static Connection connect(String url, String user, String password) {
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

    /** Ends the database, or removes all data of the run from it. */
    @Override
    void close();
}

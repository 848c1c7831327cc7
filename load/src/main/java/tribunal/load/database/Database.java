package tribunal.load.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.load.run.LoadFailureException;

/** A PostgreSQL that a run may use: the app connects with these three, and unqualified names are the run's own. */
public sealed interface Database extends AutoCloseable
        permits EmbeddedDatabase, ContainerDatabase, PrivateSchemaDatabase {
    /** For its own superuser, and for who wants to look while a run goes on. */
    int SPARE_CONNECTIONS = 20;

    /** What a PostgreSQL of our own runs with: what is committed is on the disk, and when it was is known. */
    static SortedMap<String, String> settings(int connections) {
        return new TreeMap<>(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "track_commit_timestamp", "on",
                "max_connections", Integer.toString(connections + SPARE_CONNECTIONS),
                "shared_buffers", "256MB"));
    }

    /** Names the schema, if it is not the default one. */
    String url();

    String user();

    /** Empty if none is needed, or the driver finds it by itself. */
    String password();

    /** Whether it ended although nobody closed it, as far as can be seen: of a server of our own it can. */
    default boolean isDead() {
        return false;
    }

    /** A connection for the harness. */
    default Connection connect() {
        return connect(url(), user(), password());
    }

    /**
     * A new connection.
     *
     * @throws LoadFailureException if there is none to be had
     */
    static Connection connect(String url, String user, String password) {
        try {
            return DriverManager.getConnection(url, login(user, password));
        } catch (SQLException e) {
            throw new LoadFailureException("no connection to PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** A user and, unless it is empty, a password, as the driver wants them. */
    static Properties login(String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        return login;
    }

    /** Ends it; nothing of the run stays in it. */
    @Override
    void close();
}

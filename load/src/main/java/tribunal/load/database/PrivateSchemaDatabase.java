package tribunal.load.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tribunal.load.run.LoadFailureException;

/**
 * A schema of the run's own in a database that others may use too; dropped in the end. As long as the run lives it holds
 * an advisory lock named like the schema. A crash leaves the schema behind without its lock: the next run drops it.
 */
public final class PrivateSchemaDatabase implements Database {
    private static final String PREFIX = "tribunal_run_";

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtext('tribunal'), hashtext(?))";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('tribunal'), hashtext(?))";

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^" + PREFIX
            + "[0-9a-f]{12}$' AND pg_has_role(nspowner, 'USAGE') ORDER BY nspname";

    /** Nodes that were killed may still be at work there. */
    private static final String END_CONNECTIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND usename = current_user";

    private final JdbcDatabaseOption choice;
    private final String schema;
    private final String user;
    private final Connection owner;

    private PrivateSchemaDatabase(JdbcDatabaseOption choice, String schema, Connection owner) throws SQLException {
        this.choice = choice;
        this.schema = schema;
        this.owner = owner;
        this.user = owner.getMetaData().getUserName();
    }

    /** Drops what crashed runs have left, then makes a new schema. */
    public static PrivateSchemaDatabase create(JdbcDatabaseOption choice) {
        String schema = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Connection owner = choice.connect();
        try {
            dropAbandoned(owner);
            lock(owner, schema);
            try (Statement statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            }
            return new PrivateSchemaDatabase(choice, schema, owner);
        } catch (SQLException e) {
            throw new LoadFailureException("no schema of our own in " + choice.shown() + ": " + e.getMessage(), e);
        }
    }

    private static void dropAbandoned(Connection owner) throws SQLException {
        for (String schema : schemas(owner)) {
            if (lock(owner, schema)) {
                drop(owner, schema);
            }
        }
    }

    private static List<String> schemas(Connection owner) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(SCHEMAS)) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    /** Whether the lock of this schema was free, and is ours now. */
    private static boolean lock(Connection owner, String schema) throws SQLException {
        return ask(owner, LOCK, schema);
    }

    private static void drop(Connection owner, String schema) throws SQLException {
        ask(owner, END_CONNECTIONS, schema);
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET lock_timeout = '10s'");
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        ask(owner, UNLOCK, schema);
    }

    private static boolean ask(Connection owner, String question, String schema) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(question)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public String url() {
        return choice.url("currentSchema=" + schema + "&ApplicationName=" + schema);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return choice.password();
    }

    @Override
    public void close() {
        try (owner) {
            drop(owner, schema);
        } catch (SQLException e) {
            throw new LoadFailureException(
                    "schema " + schema + " of " + choice.shown() + " is left behind (the next run drops it): "
                            + e.getMessage(),
                    e);
        }
    }
}

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
 * The run's own schema in a database that others may use too; dropped at the end. During the run, the harness holds an
 * advisory lock named after the schema. A crash leaves the schema behind without its lock, and the next run drops it.
 */
public final class PrivateSchemaDatabase implements Database {
    private static final String PREFIX = "tribunal_run_";

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtext('tribunal'), hashtext(?))";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('tribunal'), hashtext(?))";

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^" + PREFIX
            + "[0-9a-f]{12}$' AND pg_has_role(nspowner, 'USAGE') ORDER BY nspname";

    /** Ends connections of killed nodes, which may still be active in the schema. */
    private static final String END_CONNECTIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND usename = current_user";

    private final JdbcDatabaseOption option;
    private final String schema;
    private final String user;
    private final Connection owner;

    private PrivateSchemaDatabase(JdbcDatabaseOption option, String schema, Connection owner) throws SQLException {
        this.option = option;
        this.schema = schema;
        this.owner = owner;
        this.user = owner.getMetaData().getUserName();
    }

    public static PrivateSchemaDatabase create(JdbcDatabaseOption option) {
        String schema = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Connection owner = option.connect();
        try {
            dropAbandoned(owner);
            lock(owner, schema);
            try (Statement statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            }
            return new PrivateSchemaDatabase(option, schema, owner);
        } catch (SQLException e) {
            throw new LoadFailureException("no schema of our own in " + option.shown() + ": " + e.getMessage(), e);
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

    /** Tries to take the lock of this schema; returns whether it was free. */
    private static boolean lock(Connection owner, String schema) throws SQLException {
        return booleanResult(owner, LOCK, schema);
    }

    private static void drop(Connection owner, String schema) throws SQLException {
        booleanResult(owner, END_CONNECTIONS, schema);
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET lock_timeout = '10s'");
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
        booleanResult(owner, UNLOCK, schema);
    }

    private static boolean booleanResult(Connection owner, String query, String schema) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public String url() {
        return option.url("currentSchema=" + schema + "&ApplicationName=" + schema);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return option.password();
    }

    @Override
    public void close() {
        try (owner) {
            drop(owner, schema);
        } catch (SQLException e) {
            throw new LoadFailureException(
                    "schema " + schema + " of " + option.shown() + " is left behind (the next run drops it): "
                            + e.getMessage(),
                    e);
        }
    }
}

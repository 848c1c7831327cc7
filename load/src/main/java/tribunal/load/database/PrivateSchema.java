package tribunal.load.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import tribunal.load.harness.LoadFailureException;

/**
 * The run's own schema in a database that others may use too; dropped at the end. During the run, the harness holds an
 * advisory lock named after the schema. A crash leaves the schema behind without its lock, and the next run drops it.
 *
 * @param owner the harness's connection, which holds the lock
 */
record PrivateSchema(JdbcDatabaseOption option, String name, Connection owner) {
    private static final String PREFIX = "tribunal_run_";

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtext('tribunal'), hashtext(?))";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('tribunal'), hashtext(?))";

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^" + PREFIX
            + "[0-9a-f]{12}$' AND pg_has_role(nspowner, 'USAGE') ORDER BY nspname";

    /** Ends connections of killed nodes, which may still be active in the schema. */
    private static final String END_CONNECTIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND usename = current_user";

    /** Drops what crashed runs left, and creates a new schema. */
    static Database create(JdbcDatabaseOption option) {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Connection owner = option.connect();
        try {
            for (String other : Sql.query(owner, row -> row.getString(1), SCHEMAS)) {
                PrivateSchema abandoned = new PrivateSchema(option, other, owner);
                if (abandoned.isTrue(LOCK)) {
                    abandoned.drop();
                }
            }
            PrivateSchema schema = new PrivateSchema(option, name, owner);
            schema.isTrue(LOCK);
            Sql.execute(owner, "CREATE SCHEMA " + name);
            String url = option.url("currentSchema=" + name + "&ApplicationName=" + name);
            String user = owner.getMetaData().getUserName();
            return new Database(url, user, option.password(), Optional.empty(), schema::close);
        } catch (SQLException e) {
            throw new LoadFailureException("no schema of our own in " + option.shown() + ": " + e.getMessage(), e);
        }
    }

    /** Executes a query with the schema's name as its parameter; returns whether its first row is true. */
    private boolean isTrue(String query) throws SQLException {
        return Sql.query(owner, row -> row.getBoolean(1), query, name).stream()
                .findFirst()
                .orElse(false);
    }

    private void drop() throws SQLException {
        isTrue(END_CONNECTIONS);
        Sql.execute(owner, "SET lock_timeout = '10s'");
        Sql.execute(owner, "DROP SCHEMA IF EXISTS " + name + " CASCADE");
        isTrue(UNLOCK);
    }

    private void close() {
        try (owner) {
            drop();
        } catch (SQLException e) {
            throw new LoadFailureException(
                    "schema " + name + " of " + option.shown() + " is left behind (the next run drops it): "
                            + e.getMessage(),
                    e);
        }
    }
}

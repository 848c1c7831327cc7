package tribunal.load.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import tribunal.scenario.input.BadInputException;

/**
 * The option {@code jdbc:postgresql://…}: an existing PostgreSQL, in which a run gets its own schema.
 *
 * @param given the option as written, with its secrets
 * @param url without user and password
 * @param user empty for the driver's default
 * @param password empty if none was given
 */
public record JdbcDatabaseOption(String given, String url, String user, String password) implements DatabaseOption {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:postgresql://[^/?@:\\s]+(:\\d{1,5})?/[^/?@\\s]+(\\?[^?\\s]*)?");
    private static final Pattern OWN_PARAMETERS =
            Pattern.compile("(?i)(?<=[?&])(user|password|currentSchema|ApplicationName)=[^&]*&?");
    private static final int OLDEST_VERSION = 15;
    private static final String CONNECT_SECONDS = "5";

    private static final String TRIAL = """
            CREATE SCHEMA tribunal_trial;
            CREATE TABLE tribunal_trial.t (i int);
            CREATE FUNCTION tribunal_trial.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER t AFTER INSERT ON tribunal_trial.t FOR EACH ROW EXECUTE FUNCTION tribunal_trial.f()""";

    private static final String FREE_CONNECTIONS = """
            SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                   - count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'""";

    static JdbcDatabaseOption of(String option) {
        if (!ADDRESS.matcher(option).matches()) {
            throw new BadInputException("--database: \"" + DatabaseOption.masked(option)
                    + "\": expected jdbc:postgresql://host:port/database?user=…&password=…");
        }
        return new JdbcDatabaseOption(
                option,
                OWN_PARAMETERS.matcher(option).replaceAll("").replaceFirst("[?&]$", ""),
                parameter(option, "user"),
                parameter(option, "password"));
    }

    private static String parameter(String url, String name) {
        var found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    String url(String parameter) {
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    @Override
    public void check(Path runs, int connections) {
        try (Connection connection = connect()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            require(version >= OLDEST_VERSION, "PostgreSQL " + version + ": expected " + OLDEST_VERSION + " or newer");
            require(
                    singleValue(connection, "SHOW track_commit_timestamp").equals("on"),
                    "track_commit_timestamp is off: expected on (in postgresql.conf, then a restart)");
            String free = singleValue(connection, FREE_CONNECTIONS);
            require(
                    Long.parseLong(free) >= connections,
                    "has " + free + " connections left: expected " + connections + " (max_connections)");
            requireMayCreate(connection);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Opens a connection for the harness; throws BadInputException if no server answers, or it refuses this user. */
    Connection connect() {
        Properties login = new Properties();
        login.setProperty("connectTimeout", CONNECT_SECONDS);
        login.setProperty("loginTimeout", CONNECT_SECONDS);
        login.setProperty("ApplicationName", "tribunal");
        if (!user.isEmpty()) {
            login.putAll(Database.login(user, password));
        }
        try {
            return DriverManager.getConnection(url, login);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private void requireMayCreate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Sql.execute(connection, TRIAL);
        } catch (SQLException e) {
            throw new BadInputException(problem("this user may not create schemas and triggers there (" + firstLine(e)
                    + "): expected GRANT CREATE ON DATABASE"));
        } finally {
            connection.rollback();
        }
    }

    private static String singleValue(Connection connection, String query) throws SQLException {
        return Sql.query(connection, row -> row.getString(1), query).getFirst();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadInputException(problem(otherwise));
        }
    }

    private BadInputException unusable(SQLException e) {
        return new BadInputException(
                problem("cannot be used (" + firstLine(e) + "): expected a PostgreSQL that answers this user"));
    }

    private String problem(String what) {
        return "--database " + shown() + ": " + what;
    }

    private static String firstLine(SQLException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }

    @Override
    public String shown() {
        return DatabaseOption.masked(given);
    }

    @Override
    public String toString() {
        return shown();
    }

    @Override
    public Database start(StartParameters place) {
        return PrivateSchema.create(this);
    }
}

package tribunal.load.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Executes SQL on one connection. */
final class Sql {
    private Sql() {}

    /** Reads one row of a result. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Executes statements, separated by semicolons. */
    static void execute(Connection connection, String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** Returns the rows of a query. */
    static <T> List<T> query(Connection connection, RowReader<T> reader, String query, String... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (var statement = connection.prepareStatement(query)) {
            for (int n = 0; n < parameters.length; n++) {
                statement.setString(n + 1, parameters[n]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
        }
        return rows;
    }
}

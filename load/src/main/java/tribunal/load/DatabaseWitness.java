package tribunal.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.Codec;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Entry;

/**
 * Tells what the database committed: installs triggers that write into the app's own transactions, and reads what they
 * wrote, with the commit's time. It reads below the oldest running transaction, never by id, so that it misses nothing and
 * tells nothing twice.
 */
final class DatabaseWitness implements AutoCloseable {
    private static final String STREAM = """
            SELECT e.txid::text, e.kind, e.body::text,
                   (extract(epoch FROM pg_xact_commit_timestamp(e.txid::xid)) * 1000000)::bigint, bound.upto::text
              FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS upto) bound
              LEFT JOIN tribunal.entry e ON e.txid >= ?::text::xid8 AND e.txid < bound.upto
             ORDER BY e.seq""";

    private static final String OPEN_WRITES =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()";

    private static final String SESSIONS = """
            SELECT CASE WHEN state <> 'active' THEN state
                        WHEN wait_event_type IS NULL THEN 'running' ELSE 'waiting for ' || wait_event_type END, count(*)
              FROM pg_stat_activity
             WHERE backend_type = 'client backend' AND state <> 'idle' AND datname = current_database()
               AND pid <> pg_backend_pid()
             GROUP BY 1""";

    private static final String BOARDS =
            "SELECT r.restaurant, r.revision, b.status, b.count FROM board_revision r JOIN board b USING (restaurant)";

    private final Connection connection;
    private final Clocks clocks;
    private String from = "0";

    private DatabaseWitness(Connection connection, Clocks clocks) {
        this.connection = connection;
        this.clocks = clocks;
    }

    /** Installs the triggers; the app's tables must be there, and must still be empty. */
    static DatabaseWitness install(EmbeddedDatabase database, Clocks clocks) {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement();
                InputStream sql = DatabaseWitness.class.getResourceAsStream("witness.sql")) {
            if (sql == null) {
                throw new LoadFailure("witness.sql is missing from the build");
            }
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            return new DatabaseWitness(connection, clocks);
        } catch (SQLException e) {
            throw new LoadFailure("cannot install the database witness: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was committed since the last call, in the order of writing. */
    synchronized List<Entry> stream() {
        List<Entry> entries = new ArrayList<>();
        String upto = from;
        try (PreparedStatement statement = connection.prepareStatement(STREAM)) {
            statement.setString(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    upto = rows.getString(5);
                    if (rows.getString(1) != null) {
                        entries.add(entry(rows));
                    }
                }
            }
        } catch (SQLException e) {
            throw new LoadFailure("the database witness cannot read: " + e.getMessage(), e);
        }
        from = upto;
        return entries;
    }

    private Entry entry(ResultSet row) throws SQLException {
        ObjectNode body = (ObjectNode) Codec.json().readTree(row.getString(3));
        body.put("type", row.getString(2));
        body.put("at", clocks.at(row.getLong(4)));
        if (!row.getString(2).equals("Claimed") && !row.getString(2).equals("Settled")) {
            body.put("txn", row.getString(1));
        }
        return Codec.json().treeToValue(body, Entry.class);
    }

    /** How many transactions that have written something are still open. */
    synchronized int openWrites() {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(OPEN_WRITES)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new LoadFailure("the database witness cannot read: " + e.getMessage(), e);
        }
    }

    /** How many sessions are at work, by what they do. */
    synchronized SortedMap<String, Long> sessions() {
        SortedMap<String, Long> sessions = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SESSIONS)) {
            while (rows.next()) {
                sessions.put(rows.getString(1), rows.getLong(2));
            }
            return sessions;
        } catch (SQLException e) {
            throw new LoadFailure("the database witness cannot read: " + e.getMessage(), e);
        }
    }

    /** Every restaurant's board as it stands. */
    synchronized List<DatabaseEntry> boards() {
        TreeMap<String, BoardRead> boards = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BOARDS)) {
            while (rows.next()) {
                boards.computeIfAbsent(
                                rows.getString(1),
                                restaurant -> new BoardRead(clocks.at(), restaurant, revision(rows), new TreeMap<>()))
                        .counts()
                        .put(rows.getString(3), rows.getLong(4));
            }
        } catch (SQLException e) {
            throw new LoadFailure("the database witness cannot read the boards: " + e.getMessage(), e);
        }
        return List.copyOf(boards.values());
    }

    private static long revision(ResultSet row) {
        try {
            return row.getLong(2);
        } catch (SQLException e) {
            throw new LoadFailure("the database witness cannot read the boards: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

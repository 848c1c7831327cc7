package tribunal.load.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.file.EntryCodec;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.RunClock;

/**
 * Records what the database committed. It installs triggers that write entries within the app's own transactions, and
 * reads these entries with the commit's time. It reads transactions below the oldest running one, not by entry id, so
 * it misses no entry and returns none twice.
 */
public final class DatabaseWitness implements AutoCloseable {
    private static final String OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text";

    /** A durable commit: all earlier commits, also those that did not wait for the disk, survive a crash after it. */
    private static final String FLUSH = "SELECT pg_logical_emit_message(true, 'tribunal', '')::text";

    private static final String STREAM = """
            SELECT e.txid::text, e.kind, e.body::text,
                   (extract(epoch FROM pg_xact_commit_timestamp(e.txid::xid)) * 1000000)::bigint
              FROM tribunal_entry e WHERE e.txid >= ?::text::xid8 AND e.txid < ?::text::xid8
             ORDER BY e.seq""";

    private static final String OPEN_WRITES =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
                    + " AND datname = current_database() AND application_name = current_setting('application_name')";

    private static final String SESSIONS = """
            SELECT CASE WHEN state <> 'active' THEN state
                        WHEN wait_event_type IS NULL THEN 'running' ELSE 'waiting for ' || wait_event_type END, count(*)
              FROM pg_stat_activity
             WHERE backend_type = 'client backend' AND state <> 'idle' AND datname = current_database()
               AND pid <> pg_backend_pid()
             GROUP BY 1""";

    private static final String BOARDS =
            "SELECT r.restaurant, r.revision, b.status, b.count FROM board_revision r JOIN board b USING (restaurant)";

    private static final long RESTART_SECONDS = 15;
    private static final int CONNECT_AGAIN_MILLIS = 100;

    private static final String RESTART = "database-restart";

    private final Database database;
    private final RunClock clock;
    private final Consumer<HarnessEntry> harness;
    private Connection connection;
    private int startsSeen;
    private long lastRead;
    private String firstUnreadTxid = "0";

    private DatabaseWitness(Database database, RunClock clock, Consumer<HarnessEntry> harness) {
        this.database = database;
        this.clock = clock;
        this.harness = harness;
        this.startsSeen = database.starts();
        this.connection = database.connect();
    }

    /** Installs the triggers while the app's tables are empty. The database's fault windows go to {@code harness}. */
    public static DatabaseWitness install(Database database, RunClock clock, Consumer<HarnessEntry> harness) {
        DatabaseWitness witness = new DatabaseWitness(database, clock, harness);
        try (InputStream sql = DatabaseWitness.class.getResourceAsStream("witness.sql")) {
            String triggers = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
            Sql.execute(witness.connection, triggers);
            return witness;
        } catch (SQLException e) {
            throw new LoadFailureException("cannot install the database witness: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Queries on one connection. They are repeated together if it is lost. */
    @FunctionalInterface
    private interface Queries<T> {
        List<T> on(Connection connection) throws SQLException;
    }

    private <T> List<T> query(Sql.RowReader<T> reader, String query) {
        return query(current -> Sql.query(current, reader, query));
    }

    /**
     * Executes queries. PostgreSQL restarts when one of its processes was killed: then this waits for it, records a
     * fault window and repeats the queries on a new connection. An outage of the server has a window already.
     */
    private synchronized <T> List<T> query(Queries<T> queries) {
        try {
            return tryQuery(queries);
        } catch (SQLException e) {
            if (!isConnectionLost(e)) {
                throw new LoadFailureException("the database witness cannot read: " + e.getMessage(), e);
            }
            boolean isPlanned = database.starts() != startsSeen || database.isDownAsPlanned();
            if (!isPlanned) {
                harness.accept(new HarnessEntry.FaultWindowOpened(lastRead, RESTART));
            }
            List<T> rows = queryAgain(queries);
            if (!isPlanned) {
                harness.accept(new HarnessEntry.FaultWindowClosed(clock.now(), RESTART));
            }
            return rows;
        }
    }

    private <T> List<T> tryQuery(Queries<T> queries) throws SQLException {
        List<T> rows = queries.on(connection);
        lastRead = clock.now();
        return rows;
    }

    private <T> List<T> queryAgain(Queries<T> queries) {
        long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESTART_SECONDS);
        while (database.isDownAsPlanned() || (!database.isDead() && System.nanoTime() < bound)) {
            try {
                Thread.sleep(CONNECT_AGAIN_MILLIS);
                connection.close();
                connect();
                return tryQuery(queries);
            } catch (SQLException | LoadFailureException e) {
                // PostgreSQL is not back yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new LoadFailureException(
                "PostgreSQL " + (database.isDead() ? "died" : "has been out of reach for too long")
                        + ", which says nothing about the app: see the log of PostgreSQL, and run again");
    }

    private void connect() {
        startsSeen = database.starts();
        connection = database.connect();
    }

    /** SQLSTATE class 08 is a connection exception; 57P a server that shuts down, has crashed or is starting. */
    private static boolean isConnectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /**
     * Entries committed since the last call, in the order of writing. All of them are durable: a crash of the server
     * can neither lose them nor give the numbers of their transactions to others.
     */
    public synchronized List<Entry> stream() {
        return query(current -> {
            String upTo =
                    Sql.query(current, row -> row.getString(1), OLDEST_RUNNING).getFirst();
            Sql.query(current, _ -> "flushed", FLUSH);
            List<Entry> entries = Sql.query(current, this::entry, STREAM, firstUnreadTxid, upTo);
            firstUnreadTxid = upTo;
            return entries;
        });
    }

    private Entry entry(ResultSet row) throws SQLException {
        ObjectNode body = (ObjectNode) EntryCodec.json().readTree(row.getString(3));
        body.put("type", row.getString(2));
        body.put("at", clock.fromWall(row.getLong(4)));
        if (!row.getString(2).equals("Claimed") && !row.getString(2).equals("Settled")) {
            body.put("txn", row.getString(1));
        }
        return EntryCodec.json().treeToValue(body, Entry.class);
    }

    public int openWrites() {
        return query(row -> row.getInt(1), OPEN_WRITES).getFirst();
    }

    /** Number of busy sessions, by what they do. */
    public SortedMap<String, Long> sessions() {
        SortedMap<String, Long> sessions = new TreeMap<>();
        query(row -> Map.entry(row.getString(1), row.getLong(2)), SESSIONS)
                .forEach(count -> sessions.put(count.getKey(), count.getValue()));
        return sessions;
    }

    public List<DatabaseEntry> boards() {
        SortedMap<String, ViewRead> boards = new TreeMap<>();
        for (ViewRead row : query(this::boardRow, BOARDS)) {
            boards.computeIfAbsent(row.key(), _ -> row).cells().putAll(row.cells());
        }
        return List.copyOf(boards.values());
    }

    private ViewRead boardRow(ResultSet row) throws SQLException {
        SortedMap<String, Long> count = new TreeMap<>(Map.of(row.getString(3), row.getLong(4)));
        return new ViewRead(clock.now(), "board", row.getString(1), row.getLong(2), count);
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}

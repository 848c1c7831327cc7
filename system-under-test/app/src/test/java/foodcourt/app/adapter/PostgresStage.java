package foodcourt.app.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.simulation.store.Actor;
import tribunal.simulation.store.Actor.Report;

/**
 * A stage on PostgreSQL. Who waits for a lock is asked of the server. A session looks for deadlocks once in a wait,
 * after 1 ms: if all before it have looked already, it is the one that closes the cycle who fails.
 */
@NullUnmarked
final class PostgresStage extends Stage {
    private static final String WAITING = "SELECT pid, pg_blocking_pids(pid) FROM pg_locks WHERE NOT granted"
            + " AND clock_timestamp() - waitstart > ? * interval '1 millisecond'";
    private static final long STUCK_NANOS = 10_000_000_000L;

    /** A connection of its own for an actor, or for who looks on. */
    record Session(SingleConnectionDataSource connection, JdbcClient jdbc, int pid) implements AutoCloseable {
        static Session open(String url) {
            SingleConnectionDataSource connection = new SingleConnectionDataSource(
                    url + (url.contains("?") ? "&" : "?") + "prepareThreshold=1&options=-c%20deadlock_timeout=1ms",
                    "postgres",
                    "postgres",
                    true);
            JdbcClient jdbc = JdbcClient.create(connection);
            return new Session(
                    connection,
                    jdbc,
                    jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single());
        }

        @Override
        public void close() {
            connection.destroy();
        }
    }

    private final List<Session> sessions;
    private final Session observer;
    private final int patienceMillis;
    private final Numbering numbering;

    /** @param patienceMillis how long a session must have waited to count as blocked */
    PostgresStage(List<Session> sessions, Session observer, int patienceMillis) {
        this.sessions = sessions;
        this.observer = observer;
        this.patienceMillis = patienceMillis;
        observer.jdbc().sql("DELETE FROM tribunal_entry").update();
        this.numbering = new Numbering(observer.jdbc()
                .sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM delivery_token")
                .query(Long.class)
                .single());
    }

    @Override
    World world(Cast cast, int number) {
        Session session = number < 0 ? observer : sessions.get(number);
        JdbcTransactionManager manager = new JdbcTransactionManager(session.connection());
        return new World(
                cast,
                new PostgresTransactions(manager, new JdbcTemplate(session.connection()), session.jdbc()),
                new PostgresQueue(session.jdbc(), new TransactionTemplate(manager), "n" + number, 1),
                new PostgresReads(session.jdbc()),
                numbering,
                new ArrayList<>());
    }

    @Override
    SortedMap<Integer, Report> turn(int number) {
        SortedSet<Integer> moving = new TreeSet<>();
        for (int other = 0; other < actors.size(); other++) {
            if (other == number || isBlocked(other)) {
                moving.add(other);
            }
        }
        actors.get(number).giveTurn();
        TreeMap<Integer, Report> reports = new TreeMap<>();
        long start = System.nanoTime();
        do {
            if (System.nanoTime() - start > STUCK_NANOS) {
                throw new IllegalStateException(actors.get(moving.first()) + " neither returns nor waits");
            }
            moving.removeIf(each -> hasReported(each, reports));
        } while (!moving.isEmpty() && !allWait(moving));
        if (moving.contains(number)) {
            reports.put(number, Actor.BLOCKED);
        }
        return reports;
    }

    private boolean hasReported(int number, SortedMap<Integer, Report> reports) {
        Optional<Report> now = actors.get(number).reported(isBlocked(number) ? 0 : 1);
        now.ifPresent(it -> reports.put(number, it));
        return now.isPresent();
    }

    /** Not those of a circle of waits: one of them is about to fail. Nor who waits for nobody: it has just failed. */
    private boolean allWait(Set<Integer> moving) {
        Map<Integer, List<Integer>> blockers = new TreeMap<>();
        observer.jdbc().sql(WAITING).param(patienceMillis).query(row -> {
            blockers.put(row.getInt(1), List.of((Integer[]) row.getArray(2).getArray()));
        });
        return moving.stream()
                .map(number -> sessions.get(number).pid())
                .allMatch(pid -> !blockers.getOrDefault(pid, List.of()).isEmpty()
                        && !reaches(pid, pid, blockers, sessions.size()));
    }

    private static boolean reaches(int from, int to, Map<Integer, List<Integer>> blockers, int steps) {
        return steps > 0
                && blockers.getOrDefault(from, List.of()).stream()
                        .anyMatch(pid -> pid == to || reaches(pid, to, blockers, steps - 1));
    }

    @Override
    String witnessed(Cast cast) {
        List<ObjectNode> entries = observer.jdbc()
                .sql("SELECT kind, txid::text, body::text FROM tribunal_entry ORDER BY seq")
                .query((row, _) -> {
                    ObjectNode entry = (ObjectNode) EntryCodec.json().readTree(row.getString(3));
                    return entry.put("type", row.getString(1)).put("txn", row.getString(2));
                })
                .list();
        return "0 open, " + Testimony.ofJson(entries, numbering, cast);
    }
}

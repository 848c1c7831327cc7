package foodcourt.app.adapter;

import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dedicated connection on which a node listens to other nodes. A lost connection is made again, after a back-off
 * that doubles; notifications in between are lost.
 */
final class NotificationListener implements AutoCloseable {
    /** The channel's name in SQL. Each schema has its own, since channels belong to the whole database. */
    static final String CHANNEL =
            "(SELECT 'foodcourt_' || n.oid FROM pg_namespace n WHERE n.nspname = current_schema())";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);
    private static final int SILENCE_MILLIS = 1_000;
    private static final int ANSWER_SECONDS = 2;
    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(2);

    private final Threads threads;
    private final ConnectionSource source;
    private final Consumer<String> received;
    private final Runnable connected;
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
    private final Task listening;
    private volatile boolean running = true;

    interface ConnectionSource {
        Connection connect() throws SQLException;
    }

    /** Listens on a thread of its own; calls {@code connected} whenever listening begins. */
    NotificationListener(Threads threads, ConnectionSource source, Consumer<String> received, Runnable connected) {
        this.threads = threads;
        this.source = source;
        this.received = received;
        this.connected = connected;
        this.listening = threads.start("listen to other nodes", this::listen);
    }

    private void listen() {
        Duration wait = BACK_OFF;
        while (running) {
            boolean wasConnected = listenOnce();
            wait = wasConnected ? BACK_OFF : wait;
            if (running) {
                threads.sleep(wait);
            }
            wait = wait.multipliedBy(2).compareTo(BACK_OFF_MAX) < 0 ? wait.multipliedBy(2) : BACK_OFF_MAX;
        }
    }

    /** Listens until the connection is lost; returns whether there was one. */
    private boolean listenOnce() {
        boolean wasConnected = false;
        try (Connection connection = source.connect()) {
            open.set(connection);
            startListening(connection);
            wasConnected = true;
            connected.run();
            receive(connection);
        } catch (SQLException | RuntimeException e) {
            if (running) {
                LOG.warn("the connection to other nodes is down: {}", e.toString());
            }
        }
        return wasConnected;
    }

    private static void startListening(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var channel = statement.executeQuery("SELECT quote_ident(" + CHANNEL + ")")) {
            channel.next();
            String name = channel.getString(1);
            if (name == null) {
                throw new SQLException("the schema does not exist");
            }
            statement.execute("LISTEN " + name);
        }
    }

    /**
     * Receives notifications. After a second of silence it checks that the database answers, since a broken connection
     * may look like a quiet one.
     */
    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] notifications = postgres.getNotifications(SILENCE_MILLIS);
            if (notifications.length == 0 && !connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the database does not answer");
            }
            for (PGNotification notification : notifications) {
                received.accept(notification.getParameter());
            }
        }
    }

    @Override
    public void close() {
        running = false;
        Connection connection = open.get();
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("was closed already: {}", e.toString());
            }
        }
        listening.join();
    }
}

package foodcourt.app.runtime;

import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection on which a node listens to the others, which no statement shares. When it is lost it is made again, after
 * a back-off that doubles; what was said in between is lost.
 */
final class NotificationListener implements AutoCloseable {
    /** The channel's name, as an expression: each schema has its own, since channels belong to the whole database. */
    static final String CHANNEL =
            "(SELECT 'foodcourt_' || n.oid FROM pg_namespace n WHERE n.nspname = current_schema())";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);
    private static final int SILENCE_MILLIS = 1_000;
    private static final int ANSWER_SECONDS = 2;
    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(2);

    private final Threads threads;
    private final Connecting connecting;
    private final Consumer<String> heard;
    private final Runnable connected;
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
    private final Task listening;
    private volatile boolean running = true;

    /** Makes a connection of its own. */
    interface Connecting {
        Connection connect() throws SQLException;
    }

    /**
     * Connects and listens, on a thread of its own.
     *
     * @param heard told each payload
     * @param connected told whenever it begins to listen
     */
    NotificationListener(Threads threads, Connecting connecting, Consumer<String> heard, Runnable connected) {
        this.threads = threads;
        this.connecting = connecting;
        this.heard = heard;
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

    /** Listens until the connection is lost; whether there was one. */
    private boolean listenOnce() {
        boolean wasConnected = false;
        try (Connection connection = connecting.connect()) {
            open.set(connection);
            begin(connection);
            wasConnected = true;
            connected.run();
            hear(connection);
        } catch (SQLException | RuntimeException e) {
            if (running) {
                LOG.warn("the line to other nodes is down: {}", e.toString());
            }
        }
        return wasConnected;
    }

    private static void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet channel = statement.executeQuery("SELECT quote_ident(" + CHANNEL + ")")) {
            channel.next();
            String name = channel.getString(1);
            if (name == null) {
                throw new SQLException("the schema does not exist");
            }
            statement.execute("LISTEN " + name);
        }
    }

    /** After a second of silence it asks whether anybody is there: a broken line may look like a quiet one. */
    private void hear(Connection connection) throws SQLException {
        PGConnection line = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] notifications = line.getNotifications(SILENCE_MILLIS);
            if (notifications.length == 0 && !connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the database does not answer");
            }
            for (PGNotification notification : notifications) {
                heard.accept(notification.getParameter());
            }
        }
    }

    /** Cuts the connection and ends its thread. */
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

package tribunal.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.scenario.Absence;
import tribunal.simulation.Choice.Incident;

/** Somebody with a socket, who comes back whenever it is gone. */
final class Visitor {
    private static final Duration AGAIN = Duration.ofMillis(150);

    private final Clients clients;
    private final String id;
    private final Supplier<Optional<App>> door;
    private final Consumer<Connection> watching;
    private @Nullable Connection connection;
    private int connections;
    private boolean hasLeft;

    /**
     * @param door finds a node that can be reached
     * @param watching what is subscribed to on each new connection
     */
    Visitor(Clients clients, String id, Supplier<Optional<App>> door, Consumer<Connection> watching) {
        this.clients = clients;
        this.id = id;
        this.door = door;
        this.watching = watching;
    }

    /** Connects, trying again until a node answers. */
    void connect() {
        Optional<App> app = door.get();
        while (app.isEmpty()) {
            clients.process().sleep(AGAIN);
            app = door.get();
        }
        int number = ++connections;
        Connection made = new Connection(clients, id + "-" + number, app.get(), () -> comeBack(AGAIN));
        connection = made;
        watching.accept(made);
    }

    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    /** Leaves; returns when the client is back, or at once if it never will be. */
    void leave(Absence absence) {
        connection().ifPresent(Connection::close);
        hasLeft = absence.until().isEmpty();
        absence.until().ifPresent(back -> {
            clients.until(back.toNanos());
            connect();
        });
    }

    private void comeBack(Duration away) {
        clients.process().start(id + " comes back", () -> {
            clients.process().sleep(away);
            if (!hasLeft) {
                connect();
            }
        });
    }

    /** The socket is cut, or slow, at its time. */
    void meet(Incident incident) {
        clients.process().start("incident of " + id, () -> {
            clients.until(incident.at());
            connection().ifPresent(now -> {
                clients.befell(incident.kind());
                switch (incident.kind()) {
                    case CUT_UPDATES -> {
                        now.close();
                        comeBack(Duration.ofNanos(incident.lasting()));
                    }
                    default -> now.slow(incident.lasting());
                }
            });
        });
    }
}

package tribunal.simulation.world;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.simulation.decision.Decision.Incident;

/** Somebody with a socket, who comes back whenever it is gone. */
public final class ReconnectingSubscriber {
    private static final Duration AGAIN = Duration.ofMillis(150);

    private final SimulatedClients clients;
    private final String id;
    private final Supplier<Optional<SimulatedApp>> door;
    private final Consumer<SimulatedSocket> watching;
    private @Nullable SimulatedSocket connection;
    private int connections;
    private boolean hasLeft;

    /**
     * @param door finds a node that can be reached
     * @param watching what is subscribed to on each new connection
     */
    ReconnectingSubscriber(
            SimulatedClients clients,
            String id,
            Supplier<Optional<SimulatedApp>> door,
            Consumer<SimulatedSocket> watching) {
        this.clients = clients;
        this.id = id;
        this.door = door;
        this.watching = watching;
    }

    /** Connects, trying again until a node answers. */
    void connect() {
        Optional<SimulatedApp> app = door.get();
        while (app.isEmpty()) {
            clients.process().sleep(AGAIN);
            app = door.get();
        }
        int number = ++connections;
        SimulatedSocket made = new SimulatedSocket(clients, id + "-" + number, app.get(), () -> comeBack(AGAIN));
        connection = made;
        watching.accept(made);
    }

    Optional<SimulatedSocket> connection() {
        return Optional.ofNullable(connection);
    }

    /** Leaves; returns when the client is back, or at once if it never will be. */
    void leave(OfflinePeriod absence) {
        connection().ifPresent(SimulatedSocket::close);
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
    public void meet(Incident incident) {
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

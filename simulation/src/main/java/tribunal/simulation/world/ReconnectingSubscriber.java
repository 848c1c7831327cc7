package tribunal.simulation.world;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.simulation.decision.Decision.ScheduledOutage;

/** A subscriber with a socket who reconnects whenever the socket is lost. */
public final class ReconnectingSubscriber {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(150);

    private final SimulatedClients clients;
    private final String id;
    private final Supplier<Optional<SimulatedApp>> nodes;
    private final Consumer<SimulatedSocket> subscribe;
    private @Nullable SimulatedSocket socket;
    private int socketCount;
    private boolean isGone;

    /**
     * @param nodes finds a node that can be reached
     * @param subscribe makes the subscriptions on each new socket
     */
    ReconnectingSubscriber(
            SimulatedClients clients,
            String id,
            Supplier<Optional<SimulatedApp>> nodes,
            Consumer<SimulatedSocket> subscribe) {
        this.clients = clients;
        this.id = id;
        this.nodes = nodes;
        this.subscribe = subscribe;
    }

    /** Connects, trying again until a node answers. */
    void connect() {
        Optional<SimulatedApp> app = nodes.get();
        while (app.isEmpty()) {
            clients.process().sleep(RECONNECT_DELAY);
            app = nodes.get();
        }
        int number = ++socketCount;
        SimulatedSocket newSocket =
                new SimulatedSocket(clients, id + "-" + number, app.get(), () -> reconnectAfter(RECONNECT_DELAY));
        socket = newSocket;
        subscribe.accept(newSocket);
    }

    Optional<SimulatedSocket> socket() {
        return Optional.ofNullable(socket);
    }

    /** Goes offline; returns when the client is back online, or at once if it stays offline for ever. */
    void leave(OfflinePeriod absence) {
        socket().ifPresent(SimulatedSocket::close);
        isGone = absence.until().isEmpty();
        absence.until().ifPresent(back -> {
            clients.sleepUntil(back.toNanos());
            connect();
        });
    }

    private void reconnectAfter(Duration delay) {
        clients.process().start(id + " comes back", () -> {
            clients.process().sleep(delay);
            if (!isGone) {
                connect();
            }
        });
    }

    /** Schedules an outage, which cuts or slows the socket at its time. */
    public void schedule(ScheduledOutage outage) {
        clients.process().start("incident of " + id, () -> {
            clients.sleepUntil(outage.at());
            socket().ifPresent(current -> {
                clients.countOutage(outage.kind());
                switch (outage.kind()) {
                    case CUT_UPDATES -> {
                        current.close();
                        reconnectAfter(Duration.ofNanos(outage.nanos()));
                    }
                    default -> current.slow(outage.nanos());
                }
            });
        });
    }
}

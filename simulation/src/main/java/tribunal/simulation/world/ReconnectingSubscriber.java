package tribunal.simulation.world;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.Outage.Kind;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.simulation.decision.Decision.ScheduledOutage;

/** A subscriber with a socket who reconnects whenever the socket is lost. */
public final class ReconnectingSubscriber {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(150);

    private final SimulatedClients clients;
    private final SimulatedCluster cluster;
    private final String id;
    private final Consumer<SimulatedSocket> subscribe;
    private @Nullable SimulatedSocket socket;
    private int nextNode;
    private int socketCount;
    private boolean isGone;

    /**
     * @param firstNode number of the node to which the first attempt to connect goes
     * @param subscribe makes the subscriptions on each new socket
     */
    ReconnectingSubscriber(
            SimulatedClients clients,
            SimulatedCluster cluster,
            String id,
            int firstNode,
            Consumer<SimulatedSocket> subscribe) {
        this.clients = clients;
        this.cluster = cluster;
        this.id = id;
        this.nextNode = firstNode;
        this.subscribe = subscribe;
    }

    /** Connects, trying one node after the other until one is reachable. */
    void connect() {
        Optional<SimulatedApp> app = cluster.any(nextNode++);
        while (app.isEmpty()) {
            clients.process().sleep(RECONNECT_DELAY);
            app = cluster.any(nextNode++);
        }
        String name = id + "-" + ++socketCount;
        SimulatedSocket newSocket =
                new SimulatedSocket(clients, name, app.get(), () -> reconnectAfter(RECONNECT_DELAY));
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

    /** Schedules an outage, which affects the socket at its time. */
    public void schedule(ScheduledOutage outage) {
        clients.process().start("incident of " + id, () -> {
            clients.sleepUntil(outage.at());
            socket().ifPresent(current -> apply(outage, current));
        });
    }

    private void apply(ScheduledOutage outage, SimulatedSocket current) {
        if (outage.kind() == Kind.FAIL_UPDATES) {
            current.failNextFrame();
            return;
        }
        clients.countOutage(outage.kind());
        if (outage.kind() == Kind.CUT_UPDATES) {
            current.close();
            reconnectAfter(Duration.ofNanos(outage.nanos()));
        } else {
            current.slow(outage.nanos());
        }
    }
}

package tribunal.load.traffic;

import java.time.Duration;
import java.util.Optional;
import tribunal.load.app.NodeAddresses;
import tribunal.scenario.schedule.OfflinePeriod;

/** One of Gatling's virtual users: joins, subscribes over a socket, and stays. Not thread-safe. */
abstract sealed class VirtualUser permits CustomerSession, BoardSession {
    private final String id;
    private final Duration joins;
    private final TrafficContext context;
    private final ClientSocket socket;

    /** What all virtual users share, with the schedule's start in nanoseconds since the run's origin. */
    record TrafficContext(ClientWitness witness, NodeAddresses app, long scheduleStart) {
        String socket(String client, String connection) {
            return "ws://" + app.socket(client, connection).getAuthority() + "/graphql";
        }
    }

    /** @param joins when the user connects, since the schedule's beginning */
    VirtualUser(String id, Duration joins, TrafficContext context) {
        this.id = id;
        this.joins = joins;
        this.context = context;
        this.socket = new ClientSocket(id, context);
    }

    String id() {
        return id;
    }

    TrafficContext context() {
        return context;
    }

    ClientSocket socket() {
        return socket;
    }

    Duration untilJoining() {
        return until(joins);
    }

    /** Time left until {@code at} of the schedule; zero if it has passed. */
    Duration until(Duration at) {
        long nanos = context.scheduleStart()
                + at.toNanos()
                - context.witness().clock().now();
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** The offline period, if the user leaves now or has left; empty otherwise. */
    abstract Optional<OfflinePeriod> offlinePeriod();

    /** The frame for the first subscription of each connection. */
    abstract String firstSubscription();
}

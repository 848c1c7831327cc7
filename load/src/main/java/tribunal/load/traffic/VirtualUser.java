package tribunal.load.traffic;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.schedule.OfflinePeriod;

/** One of Gatling's virtual users: joins, subscribes over a socket, and stays. Used by one thread at a time. */
sealed interface VirtualUser permits CustomerSession, BoardSession {
    String id();

    Duration untilJoining();

    /** Time left until {@code at} of the schedule; zero if it has passed. */
    Duration until(Duration at);

    /** The offline period, if the user leaves now or has left; empty otherwise. */
    Optional<OfflinePeriod> absence();

    ClientSocket socket();

    /** The frame for the first subscription of each connection. */
    String firstSubscription();
}

package tribunal.load.traffic;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.schedule.OfflinePeriod;

/** Somebody who comes, subscribes over a socket, and stays: one virtual user's part. Used by one thread at a time. */
sealed interface VirtualUser permits CustomerSession, BoardSession {
    String id();

    Duration untilJoining();

    /** How long until that time of the schedule; zero if it has passed. */
    Duration until(Duration at);

    /** When it is not connected, if it leaves now or has left. */
    Optional<OfflinePeriod> absence();

    ClientSocket socket();

    /** The frame that subscribes to what is watched from the beginning. */
    String watchMine();
}

package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * A client that subscribes to one restaurant's board until the end.
 *
 * @param joins when the client connects, since the schedule's beginning
 * @param offlinePeriod the time without a connection, if it loses its socket
 */
public record BoardWatcher(String id, Duration joins, String restaurant, Optional<OfflinePeriod> offlinePeriod) {}

package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * A client that watches one restaurant's board from its joining to the end.
 *
 * @param joins when it connects, since the schedule's beginning
 * @param absence when it has dropped its socket
 */
public record BoardSubscriber(String id, Duration joins, String restaurant, Optional<OfflinePeriod> absence) {}

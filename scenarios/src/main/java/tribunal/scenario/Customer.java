package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A customer: connects, watches their orders, places them one after the other.
 *
 * @param joins when they connect, since the schedule's beginning
 * @param reconnects when they drop their socket and come back
 */
public record Customer(String id, Duration joins, Optional<Duration> reconnects, List<Placement> orders) {}

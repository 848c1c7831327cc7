package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which a client has no connection, and so misses what changes; since the schedule's beginning.
 *
 * @param until when it comes back; empty if it never does
 */
public record OfflinePeriod(Duration from, Optional<Duration> until) {
    /** How long who loses their socket is away. */
    private static final Duration SHORT = Duration.ofMillis(400);

    public static OfflinePeriod shortlyFrom(Duration from) {
        return new OfflinePeriod(from, Optional.of(from.plus(SHORT)));
    }
}

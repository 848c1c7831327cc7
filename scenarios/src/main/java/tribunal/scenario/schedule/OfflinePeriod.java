package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which a client has no connection, and so misses changes. Times are since the schedule's beginning.
 *
 * @param from when the client loses its connection
 * @param until when the client connects again; empty if it never does
 */
public record OfflinePeriod(Duration from, Optional<Duration> until) {
    /** The time from the loss of a socket to the next connection. */
    private static final Duration SHORT = Duration.ofMillis(400);

    public static OfflinePeriod shortlyFrom(Duration from) {
        return new OfflinePeriod(from, Optional.of(from.plus(SHORT)));
    }
}

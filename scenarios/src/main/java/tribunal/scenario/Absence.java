package tribunal.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which a client has no connection, and so misses what changes; since the schedule's beginning.
 *
 * @param until when it comes back; empty if it never does
 */
public record Absence(Duration from, Optional<Duration> until) {
    /** How long who loses their socket is away. */
    private static final Duration SHORT = Duration.ofMillis(400);

    static Absence shortlyFrom(Duration from) {
        return new Absence(from, Optional.of(from.plus(SHORT)));
    }
}

package tribunal.history;

import java.time.Duration;
import java.util.Objects;

/**
 * The times and counts that the judge needs to know of a run.
 *
 * @param attempts after so many failed or unfinished attempts a delivery may become a dead letter
 * @param lease how long a claim holds without renewal
 * @param longestSilence an outstanding delivery that nothing was tried for in so long is lost
 * @param quietTime how long nothing may change before a run is drained
 * @param catchUp within so long after the drain a live subscriber holds the last version
 * @param canaryBound within so long after heal the canary is done
 * @param recoveryBound within so long after heal nothing of the backlog is left
 * @param isolationBound while a poisoned delivery fails, every other is first tried within so long
 * @param leastRetryGap the shortest time between a failed attempt and the next
 */
public record Limits(
        int attempts,
        Duration lease,
        Duration longestSilence,
        Duration quietTime,
        Duration catchUp,
        Duration canaryBound,
        Duration recoveryBound,
        Duration isolationBound,
        Duration leastRetryGap) {
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Duration ISOLATION = Duration.ofSeconds(5);
    /** A back-off of 100 ms less its jitter of 25%. */
    private static final Duration RETRY_GAP = Duration.ofMillis(75);

    /** A history that is older than a bound is judged by its default. */
    public Limits {
        recoveryBound = Objects.requireNonNullElse(recoveryBound, RECOVERY);
        isolationBound = Objects.requireNonNullElse(isolationBound, ISOLATION);
        leastRetryGap = Objects.requireNonNullElse(leastRetryGap, RETRY_GAP);
    }

    /** With the default bounds of recovery, isolation and retries. */
    public Limits(
            int attempts,
            Duration lease,
            Duration longestSilence,
            Duration quietTime,
            Duration catchUp,
            Duration canaryBound) {
        this(attempts, lease, longestSilence, quietTime, catchUp, canaryBound, RECOVERY, ISOLATION, RETRY_GAP);
    }
}

package tribunal.history;

import java.time.Duration;

/**
 * The times and counts that the judge needs to know of a run.
 *
 * @param attempts after so many failed or unfinished attempts a delivery may become a dead letter
 * @param lease how long a claim holds without renewal
 * @param longestSilence an outstanding delivery that nothing was tried for in so long is lost
 * @param quietTime how long nothing may change before a run is drained
 * @param catchUp within so long after the drain a live subscriber holds the last version
 * @param canaryBound within so long after heal the canary is done
 */
public record Limits(
        int attempts,
        Duration lease,
        Duration longestSilence,
        Duration quietTime,
        Duration catchUp,
        Duration canaryBound) {}

package tribunal.history;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param forgottenAfter within so long after its last subscriber has left, no node reads changes of an entity for subscribers
 * @param concurrency how many deliveries of one function a node runs at a time
 * @param waits how long work may wait while nothing is wrong; null in a run whose scheduling is not exact, and then it is
 *     not judged
 */
public record JudgeLimits(
        int attempts,
        Duration lease,
        Duration longestSilence,
        Duration quietTime,
        Duration catchUp,
        Duration canaryBound,
        Duration recoveryBound,
        Duration isolationBound,
        Duration leastRetryGap,
        Duration forgottenAfter,
        int concurrency,
        @Nullable Waits waits) {
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Duration ISOLATION = Duration.ofSeconds(5);
    /** A back-off of 100 ms less its jitter of 25%. */
    private static final Duration RETRY_GAP = Duration.ofMillis(75);

    private static final Duration FORGOTTEN = Duration.ofSeconds(10);
    private static final int CONCURRENCY = 256;

    /**
     * Bounds on waiting while nothing is wrong. A safety net, such as a poll, is slower than they are: work that only the net
     * finds is late.
     *
     * @param handOver from when a delivery is due, and its function has a free slot on every node, to its hand-over
     * @param frame from a commit to the first frame that shows it or a newer version, for each live subscription
     * @param settling within so long after an outage nothing is called late
     */
    public record Waits(Duration handOver, Duration frame, Duration settling) {}

    /** A history that is older than a bound is judged by its default. */
    public JudgeLimits {
        recoveryBound = Objects.requireNonNullElse(recoveryBound, RECOVERY);
        isolationBound = Objects.requireNonNullElse(isolationBound, ISOLATION);
        leastRetryGap = Objects.requireNonNullElse(leastRetryGap, RETRY_GAP);
        forgottenAfter = Objects.requireNonNullElse(forgottenAfter, FORGOTTEN);
        concurrency = concurrency == 0 ? CONCURRENCY : concurrency;
    }

    /** The same, with bounds on waiting, on nodes that run so many deliveries of one function at a time. */
    public JudgeLimits with(Waits bounds, int slots) {
        return new JudgeLimits(
                attempts,
                lease,
                longestSilence,
                quietTime,
                catchUp,
                canaryBound,
                recoveryBound,
                isolationBound,
                leastRetryGap,
                forgottenAfter,
                slots,
                bounds);
    }

    /** With the default bounds of recovery, isolation and retries. */
    public JudgeLimits(
            int attempts,
            Duration lease,
            Duration longestSilence,
            Duration quietTime,
            Duration catchUp,
            Duration canaryBound) {
        this(
                attempts,
                lease,
                longestSilence,
                quietTime,
                catchUp,
                canaryBound,
                RECOVERY,
                ISOLATION,
                RETRY_GAP,
                FORGOTTEN,
                CONCURRENCY,
                null);
    }
}

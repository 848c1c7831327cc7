package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The times and counts of a run that the judge needs.
 *
 * @param attempts failed or unfinished attempts after which a delivery may become a dead letter; 0 if undeclared, and
 *     then dead letters are not judged
 * @param lease how long a claim is valid without renewal
 * @param longestSilence time without an attempt after which an outstanding delivery counts as lost
 * @param quietTime how long nothing may change before a run counts as drained
 * @param catchUp time after the drain within which a live subscriber must have the last version
 * @param canaryBound time after heal within which the canary must be done
 * @param recoveryBound time after heal within which the backlog must be empty
 * @param isolationBound longest wait of another delivery for its first attempt while a poisoned one keeps failing
 * @param leastRetryGap shortest time between a failed attempt and the next; zero if undeclared
 * @param forgottenAfter time after an entity's last unsubscribe after which no node may read its changes for
 *     subscribers
 * @param concurrency deliveries of one function that a node runs at the same time
 * @param deliveryTimeout time after its hand-over when an unanswered attempt is given up; null in older histories,
 *     where neither late answers nor taken slots are judged
 * @param waits how long work may wait while nothing is wrong; null if the scenario is not exact, and then waiting
 *     is not judged
 */
public record JudgeLimits(
        int attempts,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration lease,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration longestSilence,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration quietTime,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration catchUp,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration canaryBound,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration recoveryBound,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration isolationBound,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration leastRetryGap,
        @JsonProperty(isRequired = OptBoolean.FALSE) Duration forgottenAfter,
        int concurrency,
        @Nullable Duration deliveryTimeout,
        @Nullable WaitBounds waits) {
    /** The limits of Foodcourt as it is configured unless a scenario says otherwise. */
    public static final JudgeLimits DEFAULT = new JudgeLimits(
            12,
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMillis(75),
            Duration.ofSeconds(10),
            256,
            Duration.ofSeconds(2),
            null);

    /** The limits of histories that set none: what depends on an engine's own numbers is not judged. */
    public static final JudgeLimits UNDECLARED = new JudgeLimits(
            0,
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(10),
            256,
            null,
            null);

    /**
     * Bounds on waiting while nothing is wrong. A fallback, such as a poll, is slower, so work that only the fallback
     * finds is late.
     *
     * @param handOver from when a delivery is due, and its function has a free slot on every node, to its hand-over
     * @param frame from a commit to the first frame that shows it or a newer version, for each live subscription
     * @param settling time after an outage during which nothing is judged as late
     */
    public record WaitBounds(Duration handOver, Duration frame, Duration settling) {}

    /** Replaces bounds that a history lacks by their defaults. */
    public JudgeLimits {
        lease = Objects.requireNonNullElse(lease, Duration.ofSeconds(3));
        longestSilence = Objects.requireNonNullElse(longestSilence, Duration.ofSeconds(6));
        quietTime = Objects.requireNonNullElse(quietTime, Duration.ofSeconds(2));
        catchUp = Objects.requireNonNullElse(catchUp, Duration.ofSeconds(2));
        canaryBound = Objects.requireNonNullElse(canaryBound, Duration.ofSeconds(15));
        recoveryBound = Objects.requireNonNullElse(recoveryBound, Duration.ofSeconds(30));
        isolationBound = Objects.requireNonNullElse(isolationBound, Duration.ofSeconds(5));
        leastRetryGap = Objects.requireNonNullElse(leastRetryGap, Duration.ZERO);
        forgottenAfter = Objects.requireNonNullElse(forgottenAfter, Duration.ofSeconds(10));
        concurrency = concurrency == 0 ? 256 : concurrency;
    }

    /** These limits with bounds on waiting and with {@code slots} as the concurrency. */
    public JudgeLimits with(WaitBounds bounds, int slots) {
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
                deliveryTimeout,
                bounds);
    }
}

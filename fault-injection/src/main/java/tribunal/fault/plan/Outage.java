package tribunal.fault.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;

/**
 * A fault of a node, the store or a subscriber's connection, not of a single attempt.
 *
 * @param timesMax 0 for a kind that affects calls
 * @param ratio 0 to 1; 0 for other kinds
 */
public record Outage(
        Kind kind,

        @ScenarioKey(name = "times", value = "how often in a storm", min = "0", max = "100")
        int timesMin,

        @UpTo int timesMax,

        @ScenarioKey("share of the store's calls in question")
        double ratio,

        @ScenarioKey(name = "for", value = "how long it lasts, or by how much it delays", defaultValue = "0s")
        Duration min,

        @UpTo Duration max) {
    public enum Kind {
        /** A node is killed, and is started again after the duration. */
        KILL_NODE,
        /** A node is stopped gracefully, and is started again after the duration. */
        STOP_NODE,
        /** A node is paused for the duration; its transactions stay open. */
        PAUSE_NODE,
        /** A node's wall clock is ahead or behind by the duration for the whole run. */
        SKEW_CLOCK,
        /** No node reaches the store for the duration: open transactions roll back, and listeners receive nothing. */
        CUT_DATABASE,
        /** Each call of the store takes longer by up to the duration, for three seconds. */
        SLOW_DATABASE,
        /** A subscriber's socket is cut, and the subscriber reconnects after the duration. */
        CUT_UPDATES,
        /** A subscriber reads slowly: each frame takes the duration. */
        SLOW_UPDATES,
        /** The next frame to a customer cannot be sent, although the socket stays open. It has no duration. */
        FAIL_UPDATES,
        /** All hints that a node sends are lost for the duration, its own listeners' too. Nobody notices it. */
        LOSE_HINTS,
        /** A transaction is rolled back because of a conflict with another. */
        CONFLICT,
        /** The connection breaks during the commit, which may or may not have taken place. */
        UNKNOWN_COMMIT,
        /** The connection breaks before the commit. */
        LOSE_CONNECTION,
        /** A transaction stays open for the duration between its work and its commit. */
        HOLD_TRANSACTION,
        /** A transaction is rolled back after its work. */
        ROLL_BACK;

        /** Whether it affects a share of the store's calls, instead of beginning and ending. */
        public boolean affectsCalls() {
            return switch (this) {
                case CONFLICT, UNKNOWN_COMMIT, LOSE_CONNECTION, HOLD_TRANSACTION, ROLL_BACK -> true;
                default -> false;
            };
        }

        /** Whether the history records its beginning and end, and it slows nothing before or after. */
        public boolean isRecorded() {
            return switch (this) {
                case KILL_NODE, STOP_NODE, PAUSE_NODE, CUT_DATABASE, CUT_UPDATES, FAIL_UPDATES -> true;
                default -> false;
            };
        }

        /** The spelling in scenarios and stories: {@code kill-node}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind with this label; empty if there is none. */
        public static Optional<Kind> ofLabel(String label) {
            return Arrays.stream(values()).filter(k -> k.label().equals(label)).findFirst();
        }
    }

    /** This outage with its ratio multiplied by {@code share}, 0 to 1. */
    public Outage withRatioTimes(double share) {
        return new Outage(kind, timesMin, timesMax, ratio * share, min, max);
    }
}

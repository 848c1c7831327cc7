package tribunal.fault.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault that befalls no single attempt, but a node, the store or a subscriber's line.
 *
 * @param timesMin how often at least in a storm; 0 for a kind that befalls calls
 * @param timesMax how often at most
 * @param ratio of the store's calls in question, 0 to 1; 0 for a kind that comes and goes
 * @param min the shortest that it lasts or delays
 * @param max the longest
 */
public record Outage(Kind kind, int timesMin, int timesMax, double ratio, Duration min, Duration max) {
    /** What can befall them. */
    public enum Kind {
        /** A node dies at once, and is started again after that time. */
        KILL_NODE(false),
        /** A node is stopped gracefully, and is started again after that time. */
        STOP_NODE(false),
        /** A node stands still for that time; its transactions stay open. */
        PAUSE_NODE(false),
        /** A node's wall clock is off by that time for the whole run, to either side. */
        SKEW_CLOCK(false),
        /** No node reaches the store for that time; what was open is rolled back, and listeners hear nothing. */
        CUT_DATABASE(false),
        /** For three seconds each call of the store takes longer by up to that time. */
        SLOW_DATABASE(false),
        /** A subscriber's socket is cut; they come back after that time. */
        CUT_UPDATES(false),
        /** A subscriber reads slowly: each frame takes that time. */
        SLOW_UPDATES(false),
        /** A transaction is rolled back for another's sake. */
        CONFLICT(true),
        /** The line breaks during the commit, which took place or did not. */
        UNKNOWN_COMMIT(true),
        /** The line breaks before the commit. */
        LOSE_CONNECTION(true),
        /** A transaction stays open for that time between its work and its commit. */
        HOLD_TRANSACTION(true),
        /** A transaction is rolled back after its work. */
        ROLL_BACK(true);

        private final boolean befallsCalls;

        Kind(boolean befallsCalls) {
            this.befallsCalls = befallsCalls;
        }

        /** Whether it befalls a share of the store's calls, and does not come and go. */
        public boolean befallsCalls() {
            return befallsCalls;
        }

        /** Whether the history records from when to when it lasts, and nothing is slower before or after. */
        public boolean isRecorded() {
            return switch (this) {
                case KILL_NODE, STOP_NODE, PAUSE_NODE, CUT_DATABASE, CUT_UPDATES -> true;
                default -> false;
            };
        }

        /** As scenarios and stories spell it: {@code kill-node}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of that label. */
        public static Optional<Kind> labelled(String label) {
            return Arrays.stream(values()).filter(k -> k.label().equals(label)).findFirst();
        }

        public static List<String> labels() {
            return Arrays.stream(values()).map(Kind::label).toList();
        }
    }

    /** The same, befalling so many fewer: a share of 0 to 1. */
    public Outage rarer(double share) {
        return new Outage(kind, timesMin, timesMax, ratio * share, min, max);
    }
}

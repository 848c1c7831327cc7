package tribunal.fault.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;

/**
 * A fault of a node, the database, the network or a third party, not of a single attempt.
 *
 * @param timesMax 0 for a kind that affects calls
 * @param ratio 0 to 1; 0 for other kinds
 */
public record Outage(
        Kind kind,

        @ScenarioKey(name = "times", value = "how often in a storm", min = "0", max = "1000")
        int timesMin,

        @UpTo int timesMax,

        @ScenarioKey("share of the transactions that it affects")
        double ratio,

        @ScenarioKey(name = "for", value = "how long it lasts, or by how much it delays", defaultValue = "0s")
        Duration min,

        @UpTo Duration max) {
    /** Where an outage can be executed. */
    public enum Mode {
        /** Real processes, sockets and PostgreSQL. */
        LOAD,
        /** Virtual time. */
        SIMULATION
    }

    private enum Scope {
        BOTH,
        LOAD_ONLY,
        SIMULATION_ONLY
    }

    /** What an outage affects. */
    public enum Target {
        NODE,
        DATABASE,
        /** The connection of one subscriber. */
        SUBSCRIBER,
        THIRD_PARTIES,
        /** A share of the transactions: it has no beginning and no end. */
        TRANSACTIONS
    }

    /** The kinds of outages: the one list that scenarios, both modes and the judge read. */
    public enum Kind {
        KILL_NODE(Target.NODE, "a node is killed, and is started again after the duration"),
        STOP_NODE(Target.NODE, "a node is stopped gracefully, and is started again after the duration"),
        PAUSE_NODE(Target.NODE, "a node is paused for the duration; its transactions stay open"),
        SKEW_CLOCK(Target.NODE, "a node's wall clock is ahead or behind by the duration for the whole run"),
        CUT_DATABASE(
                Target.DATABASE,
                "no node reaches the database for the duration: open transactions roll back, and listeners receive"
                        + " nothing"),
        SLOW_DATABASE(Target.DATABASE, "each call of the database takes longer by up to the duration, for 3 s"),
        CUT_UPDATES(Target.SUBSCRIBER, "a subscriber's socket is cut; in simulation it reconnects after the duration"),
        SLOW_UPDATES(Target.SUBSCRIBER, "a subscriber reads slowly: each frame takes the duration"),
        FAIL_UPDATES(
                Target.SUBSCRIBER,
                Scope.SIMULATION_ONLY,
                "the next frame to a client cannot be sent, although the socket stays open; it has no duration"),
        LOSE_HINTS(
                Target.NODE,
                Scope.SIMULATION_ONLY,
                "all hints that a node sends are lost for the duration, and nobody notices it"),
        CONFLICT(Target.TRANSACTIONS, "a transaction is rolled back because of a conflict with another"),
        UNKNOWN_COMMIT(
                Target.TRANSACTIONS, "the connection breaks during the commit, which may or may not have taken place"),
        LOSE_CONNECTION(Target.TRANSACTIONS, "the connection breaks before the commit"),
        HOLD_TRANSACTION(
                Target.TRANSACTIONS, "a transaction stays open for the duration between its work and its commit"),
        ROLL_BACK(Target.TRANSACTIONS, "a transaction is rolled back after its work"),
        ROLLING_RESTART(
                Target.NODE,
                "all nodes are stopped gracefully and started again, one after the other, each down for the duration"),
        KILL_DATABASE(
                Target.DATABASE,
                "the database server is killed, and is started again on the same data after the duration"),
        RESTART_DATABASE(Target.DATABASE, "the database server ends all sessions, and is started again"),
        PAUSE_DATABASE(
                Target.DATABASE,
                Scope.LOAD_ONLY,
                "the database server is paused for the duration: nothing is lost, and nothing answers"),
        EXHAUST_CONNECTIONS(
                Target.DATABASE,
                Scope.LOAD_ONLY,
                "the database closes all connections, and for the duration refuses new ones, as too many"),
        SILENT_UPDATES(
                Target.SUBSCRIBER,
                Scope.LOAD_ONLY,
                "a subscriber's socket stays open, but carries nothing for the duration"),
        SLOW_THIRD_PARTIES(
                Target.THIRD_PARTIES,
                Scope.LOAD_ONLY,
                "all answers of third parties are late by the duration, for 3 s"),
        CUT_THIRD_PARTIES(Target.THIRD_PARTIES, Scope.LOAD_ONLY, "no node reaches the third parties for the duration");

        private final Target target;
        private final Scope scope;
        private final String description;

        Kind(Target target, String description) {
            this(target, Scope.BOTH, description);
        }

        Kind(Target target, Scope scope, String description) {
            this.target = target;
            this.scope = scope;
            this.description = description;
        }

        public Target target() {
            return target;
        }

        /** Whether this mode can execute it. */
        public boolean isPossibleIn(Mode mode) {
            return switch (scope) {
                case BOTH -> true;
                case LOAD_ONLY -> mode == Mode.LOAD;
                case SIMULATION_ONLY -> mode == Mode.SIMULATION;
            };
        }

        /** What it does, in a sentence without a capital letter and a full stop. */
        public String description() {
            return description;
        }

        /** Whether it affects a share of the transactions, instead of beginning and ending. */
        public boolean affectsCalls() {
            return target == Target.TRANSACTIONS;
        }

        /** Whether the history records its beginning and end, and it slows nothing before or after. */
        public boolean isRecorded() {
            return switch (this) {
                case KILL_NODE, STOP_NODE, PAUSE_NODE, ROLLING_RESTART, CUT_UPDATES, FAIL_UPDATES -> true;
                case CUT_DATABASE, KILL_DATABASE, RESTART_DATABASE -> true;
                default -> false;
            };
        }

        /**
         * Whether the history of a run under load shows how often it happened. A skewed clock leaves no entry, and a
         * rolling restart those of nodes that are stopped.
         */
        public boolean isCounted() {
            return isPossibleIn(Mode.LOAD) && this != SKEW_CLOCK && this != ROLLING_RESTART;
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

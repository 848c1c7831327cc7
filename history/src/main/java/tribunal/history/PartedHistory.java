package tribunal.history;

/**
 * A run's history in parts, to be gone through one after the other: each holds all that concerns some of the run's orders,
 * in the order of time. The canary's order is in the first.
 */
public interface PartedHistory extends Iterable<History> {
    /** What concerns the run as a whole, in the order of time: its phases, nodes, subscriptions, clocks; it may hold more. */
    History run();

    /** When the last entry of all was made. */
    long last();
}

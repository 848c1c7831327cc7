package tribunal.history;

/**
 * A run's history in parts, to iterate over one after the other. Each part holds all entries about some of the run's entities, in order of time. The canary's order is in the first part.
 */
public interface PartitionedHistory extends Iterable<History> {
    /**
     * The entries about the run as a whole, in order of time: its phases, nodes, subscriptions, clocks. It may contain
     * more.
     */
    History runEntries();

    /** The time of the last entry, in nanoseconds since the run's origin. */
    long lastTime();
}

package tribunal.history;

import java.util.Iterator;
import java.util.stream.StreamSupport;

/**
 * A run's history in parts, to be gone through one after the other: each holds all that concerns some of the run's orders,
 * in the order of time. The canary's order is in the first.
 */
public interface PartitionedHistory extends Iterable<History> {
    /** What concerns the run as a whole, in the order of time: its phases, nodes, subscriptions, clocks; it may hold more. */
    History run();

    /** When the last entry of all was made. */
    long last();

    /** The same run, had it been started with other budgets. */
    default PartitionedHistory withBudgetsOf(Requirements other) {
        PartitionedHistory told = this;
        History run = run().withBudgetsOf(other);
        return new PartitionedHistory() {
            @Override
            public History run() {
                return run;
            }

            @Override
            public long last() {
                return told.last();
            }

            @Override
            public Iterator<History> iterator() {
                return StreamSupport.stream(told.spliterator(), false)
                        .map(part -> part.equals(told.run()) ? run : part)
                        .iterator();
            }
        };
    }
}

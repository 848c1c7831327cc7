package tribunal.history;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the harness's own triggers recorded in a transaction of the database; {@code at} is the commit time. Only
 * {@code ViewRead} is no work of a trigger: the harness reads the views itself, once the run has ended.
 */
public sealed interface DatabaseEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.DATABASE;
    }

    /** The state of a delivery after a settle. */
    enum SettleOutcome {
        DONE,
        RETRY,
        DEAD,
        RELEASED
    }

    /**
     * A version of an entity was committed.
     *
     * @param txn the transaction's id
     * @param from the status before; null for the first version
     * @param total the order's total in cents
     */
    record Committed(
            long at,
            String txn,
            @JsonAlias("order") String entity,
            int version,
            @Nullable String from,
            @JsonAlias("status") String state,
            String restaurant,
            String customer,
            long total)
            implements DatabaseEntry {}

    /**
     * An event was written to the log.
     *
     * @param ordinal 1 for the entity's first event of this type
     * @param version the entity's version that the event describes
     */
    record EventRecorded(
            long at,
            String txn,
            String event,
            String eventType,
            int ordinal,
            @JsonAlias("order") String entity,
            int version)
            implements DatabaseEntry {}

    /** An event of the immutable log was changed or deleted. */
    record EventAltered(long at, String txn, String event, String how) implements DatabaseEntry {}

    /** A delivery was claimed. */
    record Claimed(long at, String event, String function, long token, String node, int attempt)
            implements DatabaseEntry, AttemptEntry {}

    /**
     * A delivery was settled.
     *
     * @param token the token of the newest claim, as stored in the row
     * @param settledBy the token that the settle presented
     */
    record Settled(long at, String event, String function, long token, long settledBy, SettleOutcome outcome)
            implements DatabaseEntry, DeliveryEntry {}

    /** A view at the end of the run, such as a restaurant's board, with the number in each cell. */
    record ViewRead(
            long at,
            @JsonAlias("restaurant") String key,
            long revision,
            @JsonAlias("counts") SortedMap<String, Long> cells)
            implements DatabaseEntry {}
}

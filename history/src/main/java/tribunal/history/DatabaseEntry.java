package tribunal.history;

import java.util.Map;
import java.util.Objects;
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
     * @param entity {@code type:id}
     * @param from the state before; null for the first version
     * @param attributes the entity's other attributes; numbers as decimal digits, amounts in hundredths
     */
    record Committed(
            long at,
            String txn,
            String entity,
            int version,
            @Nullable String from,
            String state,
            Map<String, String> attributes)
            implements DatabaseEntry {
        public Committed {
            attributes = Objects.requireNonNullElse(attributes, Map.of());
        }
    }

    /**
     * An event was written to the log.
     *
     * @param ordinal 1 for the entity's first event of this type
     * @param version the entity's version that the event describes
     */
    record EventRecorded(long at, String txn, String event, String eventType, int ordinal, String entity, int version)
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

    /** A view at the end of the run, with the number in each cell. */
    record ViewRead(long at, String view, String key, long revision, SortedMap<String, Long> cells)
            implements DatabaseEntry {}
}

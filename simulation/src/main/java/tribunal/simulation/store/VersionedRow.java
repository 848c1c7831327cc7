package tribunal.simulation.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row: its committed version, the version that an open transaction has written, and the locks on it. */
final class VersionedRow<V> {
    private final Map<TransactionLocks, LockMode> locks = new LinkedHashMap<>(2);
    private @Nullable V committed;
    private @Nullable V written;
    private @Nullable TransactionLocks writer;

    Optional<V> committed() {
        return Optional.ofNullable(committed);
    }

    Optional<V> visibleTo(TransactionLocks reader) {
        return Optional.ofNullable(writer == reader ? written : committed);
    }

    /** Another open transaction that has written the row. Statements that depend on the key wait for its end. */
    Optional<TransactionLocks> otherWriter(TransactionLocks waiter) {
        return writer == waiter ? Optional.empty() : Optional.ofNullable(writer);
    }

    /** The conflicting transaction with the lowest id: PostgreSQL waits for one after the other. */
    Optional<TransactionLocks> holderAgainst(LockMode mode, TransactionLocks waiter) {
        TransactionLocks first = null;
        for (Map.Entry<TransactionLocks, LockMode> lock : locks.entrySet()) {
            TransactionLocks owner = lock.getKey();
            boolean conflicts = owner != waiter && lock.getValue().conflictsWith(mode);
            if (conflicts && (first == null || owner.id() < first.id())) {
                first = owner;
            }
        }
        return Optional.ofNullable(first);
    }

    /** Adds a lock, or strengthens the one held; a lock never gets weaker. */
    void lock(TransactionLocks owner, LockMode mode) {
        locks.merge(owner, mode, (held, wanted) -> held.compareTo(wanted) < 0 ? wanted : held);
    }

    void write(TransactionLocks owner, V value) {
        writer = owner;
        written = value;
    }

    void commit(TransactionLocks owner) {
        if (writer == owner) {
            committed = written;
        }
        release(owner);
    }

    void release(TransactionLocks owner) {
        if (writer == owner) {
            writer = null;
            written = null;
        }
        locks.remove(owner);
    }
}

package tribunal.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row: its committed version, the version that an open transaction has written, and the locks on it. */
final class VersionedRow<V> {
    private record Lock(TransactionLocks owner, LockMode mode) {}

    private final List<Lock> locks = new ArrayList<>(0);
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
        for (Lock lock : locks) {
            if (lock.owner() != waiter
                    && lock.mode().conflictsWith(mode)
                    && (first == null || lock.owner().id() < first.id())) {
                first = lock.owner();
            }
        }
        return Optional.ofNullable(first);
    }

    /** Adds a lock, or strengthens the one held; a lock never gets weaker. */
    void lock(TransactionLocks owner, LockMode mode) {
        for (int i = 0; i < locks.size(); i++) {
            Lock lock = locks.get(i);
            if (lock.owner() == owner) {
                if (lock.mode().compareTo(mode) < 0) {
                    locks.set(i, new Lock(owner, mode));
                }
                return;
            }
        }
        locks.add(new Lock(owner, mode));
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
        locks.removeIf(lock -> lock.owner() == owner);
    }
}

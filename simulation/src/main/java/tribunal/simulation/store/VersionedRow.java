package tribunal.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row: what is committed of it, what one open transaction has made of it, and who holds it how. */
final class VersionedRow<V> {
    private record Hold(TransactionLocks by, LockMode mode) {}

    private final List<Hold> holds = new ArrayList<>(0);
    private @Nullable V committed;
    private @Nullable V written;
    private @Nullable TransactionLocks writer;

    Optional<V> committed() {
        return Optional.ofNullable(committed);
    }

    /** What a statement of that transaction sees. */
    Optional<V> seenBy(TransactionLocks reader) {
        return Optional.ofNullable(writer == reader ? written : committed);
    }

    /** Another open transaction that has written it; whoever needs the key to be free or taken waits for its end. */
    Optional<TransactionLocks> writerBesides(TransactionLocks own) {
        return writer == own ? Optional.empty() : Optional.ofNullable(writer);
    }

    /** Of the others that hold it against that mode, the one with the lowest number: PostgreSQL waits for one after the other. */
    Optional<TransactionLocks> holderAgainst(LockMode mode, TransactionLocks own) {
        TransactionLocks first = null;
        for (Hold hold : holds) {
            if (hold.by() != own
                    && hold.mode().conflictsWith(mode)
                    && (first == null || hold.by().number() < first.number())) {
                first = hold.by();
            }
        }
        return Optional.ofNullable(first);
    }

    /** A hold never gets weaker. */
    void hold(TransactionLocks by, LockMode mode) {
        for (int i = 0; i < holds.size(); i++) {
            Hold hold = holds.get(i);
            if (hold.by() == by) {
                if (hold.mode().compareTo(mode) < 0) {
                    holds.set(i, new Hold(by, mode));
                }
                return;
            }
        }
        holds.add(new Hold(by, mode));
    }

    void write(TransactionLocks by, V value) {
        writer = by;
        written = value;
    }

    void commit(TransactionLocks by) {
        if (writer == by) {
            committed = written;
        }
        release(by);
    }

    void release(TransactionLocks by) {
        if (writer == by) {
            writer = null;
            written = null;
        }
        holds.removeIf(hold -> hold.by() == by);
    }
}

package tribunal.simulation.store;

import foodcourt.port.Signal;
import foodcourt.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a transaction: the rows that it holds or has written, and the transaction whose end it awaits. The first
 * thread that looks at a free row gets it, woken or new: PostgreSQL promises no order either.
 */
final class TransactionLocks {
    private enum State {
        ACTIVE,
        /** A statement has failed: everything is undone and unlocked, but the client has not sent its rollback yet. */
        FAILED,
        COMMITTED,
        ROLLED_BACK
    }

    /** The longest single wait. Any duration works, since a waiting thread checks its condition again. */
    private static final Duration WAIT = Duration.ofHours(1);

    private final InMemoryPostgres database;
    private final List<VersionedRow<?>> rows = new ArrayList<>();
    private final List<TransactionLocks> waiting = new ArrayList<>(0);
    private State state = State.ACTIVE;
    private long id;
    private @Nullable TransactionLocks waitsFor;
    private @Nullable Signal signal;

    TransactionLocks(InMemoryPostgres database) {
        this.database = database;
    }

    /** Returns its transaction id; 0 before its first write or lock. */
    long id() {
        return id;
    }

    boolean isOpen() {
        return state == State.ACTIVE || state == State.FAILED;
    }

    boolean hasFailed() {
        return state == State.FAILED;
    }

    void requireActive() {
        switch (state) {
            case ACTIVE -> {}
            case FAILED -> throw SqlErrors.aborted();
            case ROLLED_BACK -> throw SqlErrors.rolledBack();
            case COMMITTED -> throw new IllegalStateException("the transaction has committed");
        }
    }

    /** Waits until it can lock the row in this mode, and locks it. */
    void lock(VersionedRow<?> row, LockMode mode) {
        awaitEndOfEach(() -> row.holderAgainst(mode, this));
        enlist(row);
        row.lock(this, mode);
    }

    /** Waits until no other transaction has an uncommitted version of the row. */
    void awaitWriter(VersionedRow<?> row) {
        awaitEndOfEach(() -> row.otherWriter(this));
    }

    private void awaitEndOfEach(Supplier<Optional<TransactionLocks>> others) {
        for (Optional<TransactionLocks> other = others.get(); other.isPresent(); other = others.get()) {
            awaitEndOf(other.get());
        }
    }

    <V> void write(VersionedRow<V> row, V value) {
        enlist(row);
        row.write(this, value);
    }

    private void enlist(VersionedRow<?> row) {
        if (id == 0) {
            id = database.nextTransactionId();
        }
        rows.add(row);
    }

    private void awaitEndOf(TransactionLocks other) {
        if (other.waitsTransitivelyFor(this)) {
            throw fail(SqlErrors.deadlock());
        }
        other.waiting.add(this);
        waitsFor = other;
        try {
            while (other.state == State.ACTIVE && state == State.ACTIVE) {
                signal().await(WAIT);
            }
        } finally {
            waitsFor = null;
        }
        requireActive();
    }

    private boolean waitsTransitivelyFor(TransactionLocks other) {
        for (TransactionLocks next = this; next != null; next = next.waitsFor) {
            if (next == other) {
                return true;
            }
        }
        return false;
    }

    private Signal signal() {
        if (signal == null) {
            signal = database.threads.newSignal();
        }
        return signal;
    }

    /** Ends the transaction as a failed statement does; returns the given exception for throwing. */
    StoreException fail(StoreException cause) {
        undo(State.FAILED);
        return cause;
    }

    void rollBack() {
        if (state == State.ACTIVE) {
            undo(State.ROLLED_BACK);
        } else if (state == State.FAILED) {
            state = State.ROLLED_BACK;
        }
    }

    private void undo(State endState) {
        for (VersionedRow<?> row : rows) {
            row.release(this);
        }
        end(endState);
    }

    void commit() {
        for (VersionedRow<?> row : rows) {
            row.commit(this);
        }
        end(State.COMMITTED);
    }

    private void end(State endState) {
        state = endState;
        if (id != 0) {
            database.ended();
        }
        for (TransactionLocks other : waiting) {
            other.signal().raise();
        }
        if (waitsFor != null) {
            signal().raise();
        }
    }
}

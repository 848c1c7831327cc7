package tribunal.simulation.store;

import foodcourt.port.Signal;
import foodcourt.port.StoreException;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as rows and other transactions see it: what it holds and has written, and for whose end it waits. Who is
 * woken first gets the row, and so does who comes in between: PostgreSQL promises no order either.
 */
final class TransactionLocks {
    private enum State {
        ACTIVE,
        /** A statement has failed: everything is undone and free again, but the client has yet to say rollback. */
        FAILED,
        COMMITTED,
        ROLLED_BACK
    }

    /** Any time will do: who waits looks again. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Threads threads;
    private final TransactionIds numbers;
    private final List<VersionedRow<?>> rows = new ArrayList<>();
    private final List<TransactionLocks> waiting = new ArrayList<>(0);
    private State state = State.ACTIVE;
    private long number;
    private @Nullable TransactionLocks waitsFor;
    private @Nullable Signal signal;

    TransactionLocks(Threads threads, TransactionIds numbers) {
        this.threads = threads;
        this.numbers = numbers;
    }

    /** 0 before its first write or lock. */
    long number() {
        return number;
    }

    boolean isOpen() {
        return state == State.ACTIVE || state == State.FAILED;
    }

    boolean hasFailed() {
        return state == State.FAILED;
    }

    /** Throws unless it can take another statement. */
    void requireActive() {
        switch (state) {
            case ACTIVE -> {}
            case FAILED -> throw SqlErrors.aborted();
            case ROLLED_BACK -> throw SqlErrors.rolledBack();
            case COMMITTED -> throw new IllegalStateException("the transaction has committed");
        }
    }

    /** Waits until it can hold the row in that mode, and does. */
    void lock(VersionedRow<?> row, LockMode mode) {
        for (Optional<TransactionLocks> holder = row.holderAgainst(mode, this);
                holder.isPresent();
                holder = row.holderAgainst(mode, this)) {
            awaitEndOf(holder.get());
        }
        own(row);
        row.hold(this, mode);
    }

    /** Waits until nobody else has an uncommitted version of the row. */
    void awaitWriter(VersionedRow<?> row) {
        for (Optional<TransactionLocks> writer = row.writerBesides(this);
                writer.isPresent();
                writer = row.writerBesides(this)) {
            awaitEndOf(writer.get());
        }
    }

    <V> void write(VersionedRow<V> row, V value) {
        own(row);
        row.write(this, value);
    }

    private void own(VersionedRow<?> row) {
        if (number == 0) {
            number = numbers.next();
        }
        rows.add(row);
    }

    private void awaitEndOf(TransactionLocks other) {
        if (other.waitsInTheEndFor(this)) {
            throw fail(SqlErrors.deadlock());
        }
        other.waiting.add(this);
        waitsFor = other;
        try {
            while (other.state == State.ACTIVE && state == State.ACTIVE) {
                ownSignal().await(LONG);
            }
        } finally {
            waitsFor = null;
        }
        requireActive();
    }

    private boolean waitsInTheEndFor(TransactionLocks other) {
        for (TransactionLocks next = this; next != null; next = next.waitsFor) {
            if (next == other) {
                return true;
            }
        }
        return false;
    }

    private Signal ownSignal() {
        if (signal == null) {
            signal = threads.newSignal();
        }
        return signal;
    }

    /** Ends it as a failed statement does; gives back why, to be thrown. */
    StoreException fail(StoreException why) {
        undo(State.FAILED);
        return why;
    }

    void rollBack() {
        if (state == State.ACTIVE) {
            undo(State.ROLLED_BACK);
        } else if (state == State.FAILED) {
            state = State.ROLLED_BACK;
        }
    }

    private void undo(State as) {
        for (VersionedRow<?> row : rows) {
            row.release(this);
        }
        end(as);
    }

    void commit() {
        for (VersionedRow<?> row : rows) {
            row.commit(this);
        }
        end(State.COMMITTED);
    }

    private void end(State as) {
        state = as;
        if (number != 0) {
            numbers.ended();
        }
        for (TransactionLocks other : waiting) {
            other.ownSignal().raise();
        }
        if (waitsFor != null) {
            ownSignal().raise();
        }
    }
}

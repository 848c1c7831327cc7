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
final class Locker {
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
    private final Numbers numbers;
    private final List<Row<?>> rows = new ArrayList<>();
    private final List<Locker> waiting = new ArrayList<>(0);
    private State state = State.ACTIVE;
    private long number;
    private @Nullable Locker waitsFor;
    private @Nullable Signal signal;

    Locker(Threads threads, Numbers numbers) {
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
            case FAILED -> throw Refused.aborted();
            case ROLLED_BACK -> throw Refused.rolledBack();
            case COMMITTED -> throw new IllegalStateException("the transaction has committed");
        }
    }

    /** Waits until it can hold the row in that mode, and does. */
    void lock(Row<?> row, LockMode mode) {
        for (Optional<Locker> holder = row.holderAgainst(mode, this);
                holder.isPresent();
                holder = row.holderAgainst(mode, this)) {
            awaitEndOf(holder.get());
        }
        own(row);
        row.hold(this, mode);
    }

    /** Waits until nobody else has an uncommitted version of the row. */
    void awaitWriter(Row<?> row) {
        for (Optional<Locker> writer = row.writerBesides(this); writer.isPresent(); writer = row.writerBesides(this)) {
            awaitEndOf(writer.get());
        }
    }

    <V> void write(Row<V> row, V value) {
        own(row);
        row.write(this, value);
    }

    private void own(Row<?> row) {
        if (number == 0) {
            number = numbers.next();
        }
        rows.add(row);
    }

    private void awaitEndOf(Locker other) {
        if (other.waitsInTheEndFor(this)) {
            throw fail(Refused.deadlock());
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

    private boolean waitsInTheEndFor(Locker other) {
        for (Locker next = this; next != null; next = next.waitsFor) {
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
        for (Row<?> row : rows) {
            row.release(this);
        }
        end(as);
    }

    void commit() {
        for (Row<?> row : rows) {
            row.commit(this);
        }
        end(State.COMMITTED);
    }

    private void end(State as) {
        state = as;
        if (number != 0) {
            numbers.ended();
        }
        for (Locker other : waiting) {
            other.ownSignal().raise();
        }
        if (waitsFor != null) {
            ownSignal().raise();
        }
    }
}

package foodcourt.defect;

import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Write-behind: a request is acknowledged before its commit. A crash, a rollback or a broken connection in between
 * loses the acknowledged change. Functions write correctly.
 *
 * @param current the delivery being handled; unbound outside functions
 */
record LostWrite(Transactions sound, Threads threads, ScopedValue<Delivery> current) implements Transactions {
    private static final Duration COMMIT_DELAY = Duration.ofMillis(20);
    private static final Duration OUTCOME_WAIT_MAX = Duration.ofSeconds(10);

    static Ports of(Ports sound, ScopedValue<Delivery> current) {
        return sound.withTransactions(new LostWrite(sound.transactions(), sound.threads(), current));
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        if (current.isBound()) {
            return sound.transact(work);
        }
        Promise<T> promise = new Promise<>(threads.newSignal(), new AtomicReference<>());
        threads.start("write behind", () -> write(work, promise));
        return promise.await();
    }

    private <T> void write(Function<Tx, T> work, Promise<T> promise) {
        try {
            sound.transact(tx -> {
                T result = work.apply(tx);
                promise.complete(() -> result);
                threads.sleep(COMMIT_DELAY);
                return result;
            });
        } catch (RuntimeException e) {
            promise.complete(() -> {
                throw e;
            });
        }
    }

    /** The outcome of the work: its result or its exception, whichever is known first. */
    private record Promise<T>(Signal signal, AtomicReference<@Nullable Supplier<T>> outcome) {
        void complete(Supplier<T> candidate) {
            outcome.compareAndSet(null, candidate);
            signal.raise();
        }

        T await() {
            signal.await(OUTCOME_WAIT_MAX);
            return Optional.ofNullable(outcome.get())
                    .orElseThrow(() -> new IllegalStateException("the write behind is late"))
                    .get();
        }
    }
}

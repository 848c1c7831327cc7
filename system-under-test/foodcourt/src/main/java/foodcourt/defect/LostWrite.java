package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.port.Delivery;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import foodcourt.port.Signal;
import foodcourt.port.Threads;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Write-behind: a request is acknowledged before its commit. A crash, a rollback or a broken connection in between
 * loses the acknowledged change. Functions write correctly.
 */
final class LostWrite implements Defect {
    private static final Duration COMMIT_DELAY = Duration.ofMillis(20);
    private static final Duration OUTCOME_WAIT_MAX = Duration.ofSeconds(10);

    private final ScopedValue<Delivery> function = ScopedValue.newInstance();

    @Override
    public String name() {
        return "lost-write";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                ScopedValue.where(function, delivery).run(() -> super.handle(delivery));
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new WriteBehind(sound.transactions(), sound.threads(), function));
    }

    private record WriteBehind(Transactions sound, Threads threads, ScopedValue<Delivery> function)
            implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            if (function.isBound()) {
                return sound.transact(work);
            }
            Promise<T> promise = new Promise<>(threads.newMutex(), threads.newSignal());
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
    }

    /** The outcome of the work: its result or its exception, whichever is known first. */
    private static final class Promise<T> {
        private final Mutex mutex;
        private final Signal signal;
        private Optional<Supplier<T>> outcome = Optional.empty();

        Promise(Mutex mutex, Signal signal) {
            this.mutex = mutex;
            this.signal = signal;
        }

        void complete(Supplier<T> candidate) {
            mutex.locked(() -> {
                outcome = outcome.or(() -> Optional.of(candidate));
                return outcome;
            });
            signal.raise();
        }

        T await() {
            signal.await(OUTCOME_WAIT_MAX);
            return mutex.locked(() -> outcome)
                    .orElseThrow(() -> new IllegalStateException("the write behind is late"))
                    .get();
        }
    }
}

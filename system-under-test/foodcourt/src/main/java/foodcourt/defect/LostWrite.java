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
 * Write-behind: customers are told that it is done while the commit is still to come. A crash, a rollback or a broken line
 * in between loses what was acknowledged. Functions write as they should.
 */
final class LostWrite implements Defect {
    private static final Duration BEHIND = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
                    promise.keep(() -> result);
                    threads.sleep(BEHIND);
                    return result;
                });
            } catch (RuntimeException e) {
                promise.keep(() -> {
                    throw e;
                });
            }
        }
    }

    /** What the work came to: its result, or what it threw, whichever is known first. */
    private static final class Promise<T> {
        private final Mutex mutex;
        private final Signal signal;
        private Optional<Supplier<T>> outcome = Optional.empty();

        Promise(Mutex mutex, Signal signal) {
            this.mutex = mutex;
            this.signal = signal;
        }

        void keep(Supplier<T> known) {
            mutex.locked(() -> {
                outcome = outcome.or(() -> Optional.of(known));
                return outcome;
            });
            signal.raise();
        }

        T await() {
            signal.await(PATIENCE);
            return mutex.locked(() -> outcome)
                    .orElseThrow(() -> new IllegalStateException("the write behind is late"))
                    .get();
        }
    }
}

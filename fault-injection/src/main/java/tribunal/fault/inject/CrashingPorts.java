package tribunal.fault.inject;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.BoardChange;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Mutex;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.RecountingTx;
import foodcourt.port.Signal;
import foodcourt.port.StoreException;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Decorates the ports so that an attempt can crash before or after each call takes effect. A transaction of a crashed
 * attempt is rolled back.
 */
final class CrashingPorts {
    private CrashingPorts() {}

    /** @param rolledBack called when a transaction is rolled back after it wrote something */
    static Ports of(Ports delegate, Runnable rolledBack) {
        return delegate.withThreads(new CrashingThreads(delegate.threads()))
                .withTransactions(new CrashingTransactions(delegate.transactions(), rolledBack))
                .withHints(new CrashingHints(delegate.hints()))
                .withThirdParties(request -> AttemptContext.current().ask(delegate.thirdParties(), request));
    }

    private record CrashingThreads(Threads delegate) implements Threads {
        @Override
        public Task start(String name, Runnable work) {
            return delegate.start(name, inCurrentAttempt(work));
        }

        @Override
        public Task startDedicated(String name, Runnable work) {
            return delegate.startDedicated(name, inCurrentAttempt(work));
        }

        private static Runnable inCurrentAttempt(Runnable work) {
            AttemptContext attempt = AttemptContext.current();
            return () -> attempt.run(() -> untilCrash(work));
        }

        private static boolean untilCrash(Runnable work) {
            try {
                work.run();
                return true;
            } catch (InjectedCrash e) {
                return false;
            }
        }

        @Override
        public void sleep(Duration duration) {
            AttemptContext.current().throwIfCrashed();
            delegate.sleep(duration);
        }

        @Override
        public Signal newSignal() {
            return delegate.newSignal();
        }

        @Override
        public Mutex newMutex() {
            return delegate.newMutex();
        }
    }

    private record CrashingTransactions(Transactions delegate, Runnable rolledBack) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            AttemptContext attempt = AttemptContext.current();
            AtomicBoolean written = new AtomicBoolean();
            return attempt.call(() -> {
                try {
                    return delegate.transact(tx -> {
                        written.set(false);
                        T result = work.apply(new CrashingTx(tx, attempt, written));
                        attempt.throwIfCrashed();
                        return result;
                    });
                } catch (InjectedCrash | StoreException.NotCommitted | StoreException.SerializationConflict e) {
                    if (written.get()) {
                        rolledBack.run();
                    }
                    throw e;
                }
            });
        }
    }

    private record CrashingTx(Tx delegate, AttemptContext attempt, AtomicBoolean written) implements RecountingTx {
        @Override
        public Optional<Order> lock(OrderId id) {
            return attempt.call(() -> delegate.lock(id));
        }

        @Override
        public Placed insert(Order order) {
            return attempt.call(() -> {
                Placed placed = delegate.insert(order);
                written.set(placed instanceof Placed.New || written.get());
                return placed;
            });
        }

        @Override
        public void update(Order next) {
            attempt.call(() -> {
                delegate.update(next);
                written.set(true);
            });
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            attempt.call(() -> {
                delegate.append(event, deliveries);
                written.set(true);
            });
        }

        @Override
        public boolean moveOnBoard(BoardChange change) {
            return count(() -> delegate.moveOnBoard(change));
        }

        @Override
        public boolean recount(BoardChange change) {
            return count(() -> ((RecountingTx) delegate).recount(change));
        }

        private boolean count(BooleanSupplier statement) {
            return attempt.call(() -> {
                boolean counted = statement.getAsBoolean();
                written.set(counted || written.get());
                return counted;
            });
        }
    }

    /** Listeners belong to the node, so they survive an attempt's crash. */
    private record CrashingHints(Hints delegate) implements Hints {
        @Override
        public void send(Hint hint) {
            AttemptContext.current().call(() -> AttemptContext.runOutsideAttempts(() -> delegate.send(hint)));
        }

        @Override
        public void listen(HintListener listener) {
            delegate.listen(listener);
        }
    }
}

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
import java.util.function.Function;

/**
 * The ports as functions see them: each call can be an attempt's last, before or after it takes effect. A transaction
 * whose attempt has died is rolled back.
 */
final class CrashingPorts {
    private CrashingPorts() {}

    /** @param rolledBack told when a transaction is rolled back after it had written something */
    static Ports of(Ports sound, Runnable rolledBack) {
        return sound.withThreads(new MortalThreads(sound.threads()))
                .withTransactions(new MortalTransactions(sound.transactions(), rolledBack))
                .withHints(new MortalHints(sound.hints()))
                .withThirdParties(request -> AttemptContext.current().ask(sound.thirdParties(), request));
    }

    private record MortalThreads(Threads sound) implements Threads {
        @Override
        public Task start(String name, Runnable work) {
            return sound.start(name, living(work));
        }

        @Override
        public Task startKeeper(String name, Runnable work) {
            return sound.startKeeper(name, living(work));
        }

        private static Runnable living(Runnable work) {
            AttemptContext life = AttemptContext.current();
            return () -> life.live(() -> untilCrash(work));
        }

        private static boolean untilCrash(Runnable work) {
            try {
                work.run();
                return true;
            } catch (SimulatedCrash e) {
                return false;
            }
        }

        @Override
        public void sleep(Duration duration) {
            AttemptContext.current().checkAlive();
            sound.sleep(duration);
        }

        @Override
        public Signal newSignal() {
            return sound.newSignal();
        }

        @Override
        public Mutex newMutex() {
            return sound.newMutex();
        }
    }

    private record MortalTransactions(Transactions sound, Runnable rolledBack) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            AttemptContext life = AttemptContext.current();
            AtomicBoolean written = new AtomicBoolean();
            return life.call(() -> {
                try {
                    return sound.transact(tx -> {
                        written.set(false);
                        T result = work.apply(new MortalTx(tx, life, written));
                        life.checkAlive();
                        return result;
                    });
                } catch (SimulatedCrash | StoreException.NotCommitted | StoreException.SerializationConflict e) {
                    if (written.get()) {
                        rolledBack.run();
                    }
                    throw e;
                }
            });
        }
    }

    private record MortalTx(Tx sound, AttemptContext life, AtomicBoolean written) implements Tx {
        @Override
        public Optional<Order> lock(OrderId id) {
            return life.call(() -> sound.lock(id));
        }

        @Override
        public Placed insert(Order order) {
            return life.call(() -> {
                Placed placed = sound.insert(order);
                written.set(placed instanceof Placed.New || written.get());
                return placed;
            });
        }

        @Override
        public void update(Order next) {
            life.call(() -> {
                sound.update(next);
                written.set(true);
            });
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            life.call(() -> {
                sound.append(event, deliveries);
                written.set(true);
            });
        }

        @Override
        public boolean board(BoardChange change) {
            return life.call(() -> {
                boolean counted = sound.board(change);
                written.set(counted || written.get());
                return counted;
            });
        }
    }

    /** Who listens belongs to the node and survives the attempt. */
    private record MortalHints(Hints sound) implements Hints {
        @Override
        public void committed(Hint hint) {
            AttemptContext.current().call(() -> AttemptContext.apart(() -> sound.committed(hint)));
        }

        @Override
        public void listen(HintListener listener) {
            sound.listen(listener);
        }
    }
}

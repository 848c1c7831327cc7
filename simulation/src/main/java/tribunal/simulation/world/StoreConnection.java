package tribunal.simulation.world;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.store.Transaction;
import tribunal.simulation.time.SimulatedThread;

/** One node's line to the store: each call takes its time, and can go wrong on the way. */
final class StoreConnection implements Transactions, DeliveryQueue {
    private final SimulatedDatabase database;
    private final String node;
    private final Map<SimulatedThread, Transaction> open = new LinkedHashMap<>();
    private final Map<SimulatedThread, Call> underWay = new LinkedHashMap<>();

    /** A call that the store has not worked yet. */
    record Call(Runnable effect, Runnable undo) {}

    StoreConnection(SimulatedDatabase database, String node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        SimulatedThread me = database.world().running();
        if (open.containsKey(me)) {
            throw new IllegalStateException("a transaction is open already");
        }
        Optional<Trouble> trouble = trouble(me);
        reach();
        Transaction transaction = database.store().begin(node);
        open.put(me, transaction);
        try {
            T result = work.apply(new DelayedTx(database, transaction));
            commit(transaction, trouble);
            return result;
        } finally {
            transaction.rollback();
            open.remove(me);
        }
    }

    private Optional<Trouble> trouble(SimulatedThread me) {
        int call = me.nextDraw();
        return database.isHealed() ? Optional.empty() : database.choices().trouble(me, call);
    }

    private void reach() {
        if (database.isCut()) {
            throw new StoreException.NotCommitted("the store cannot be reached", cause());
        }
    }

    private void commit(Transaction transaction, Optional<Trouble> trouble) {
        trouble.ifPresent(t -> meet(t, transaction::commit, transaction::rollback));
        send(TypicalLatencies.COMMIT, () -> committed(transaction), transaction::rollback);
    }

    private static boolean committed(Transaction transaction) {
        transaction.commit();
        return true;
    }

    /** On its way to the store, worked, and answered; if the line breaks on either way nobody here knows what became of it. */
    private <T> T send(long usual, Supplier<T> effect, Runnable undo) {
        SimulatedThread me = database.world().running();
        underWay.put(me, new Call(() -> worked(effect), undo));
        database.take(usual);
        if (underWay.remove(me) == null) {
            throw new StoreException.OutcomeUnknown("the line broke", cause());
        }
        T result = effect.get();
        int before = database.cuts();
        database.take(TypicalLatencies.ANSWER);
        if (database.cuts() != before) {
            throw new StoreException.OutcomeUnknown("the line broke before the answer", cause());
        }
        return result;
    }

    /** Either returns, and the call goes on as if nothing were, or throws what the app is told. */
    private void meet(Trouble trouble, Runnable effect, Runnable undo) {
        database.befell(trouble.kind());
        switch (trouble.kind()) {
            case HOLD_TRANSACTION -> database.world().sleep(trouble.lasting());
            case CONFLICT -> {
                undo.run();
                throw new StoreException.SerializationConflict("rolled back for another's sake", cause());
            }
            case UNKNOWN_COMMIT -> {
                (trouble.applied() ? effect : undo).run();
                throw new StoreException.OutcomeUnknown("the line broke during the commit", cause());
            }
            case LOSE_CONNECTION, ROLL_BACK -> {
                undo.run();
                throw new StoreException.NotCommitted("rolled back after its work", cause());
            }
            default -> throw new IllegalStateException(trouble.kind() + " befalls no call");
        }
    }

    private static void worked(Supplier<?> effect) {
        var _ = effect.get();
    }

    private static void nothing() {}

    private static Exception cause() {
        return new IllegalStateException("injected");
    }

    /** All lines broke: what was under way took effect or did not; what was open is rolled back. */
    void broken() {
        Map<SimulatedThread, Call> calls = new LinkedHashMap<>(underWay);
        underWay.clear();
        calls.forEach((thread, call) -> {
            if (database.tookEffect(thread)) {
                SimulatedDatabase.attempt(call.effect());
            } else {
                call.undo().run();
            }
        });
        open.values().forEach(Transaction::rollback);
    }

    /** The node is dead: its transactions vanish, but for commits that are under way. */
    void orphaned() {
        open.forEach((thread, transaction) -> {
            if (!underWay.containsKey(thread)) {
                transaction.rollback();
            }
        });
        underWay.forEach(database::orphaned);
        open.clear();
        underWay.clear();
    }

    private <T> T statement(Supplier<T> effect) {
        Optional<Trouble> trouble = trouble(database.world().running());
        reach();
        trouble.ifPresent(t -> meet(t, () -> worked(effect), StoreConnection::nothing));
        return send(TypicalLatencies.STATEMENT, effect, StoreConnection::nothing);
    }

    @Override
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return statement(() -> database.store().due(functions));
    }

    @Override
    public List<Delivery> claim(FunctionName function, int limit, Duration lease) {
        return statement(() -> database.store().claim(node, function, limit, lease));
    }

    @Override
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return statement(() -> database.store().renew(held, lease));
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch) {
        return statement(() -> database.store().settle(batch));
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return statement(() -> database.store().redrive(dead));
    }
}

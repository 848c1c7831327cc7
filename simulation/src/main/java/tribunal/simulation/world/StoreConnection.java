package tribunal.simulation.world;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import foodcourt.port.UnfencedQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.store.Transaction;
import tribunal.simulation.time.SimulatedThread;

/** A node's connection to the store: each call takes virtual time and can have a fault. */
final class StoreConnection implements Transactions, UnfencedQueue {
    private final SimulatedDatabase database;
    private final String node;
    private final Map<SimulatedThread, Transaction> open = new LinkedHashMap<>();
    private final Map<SimulatedThread, Call> inFlight = new LinkedHashMap<>();

    /** A call that the store has not executed yet. */
    record Call(Runnable effect, Runnable undo) {}

    StoreConnection(SimulatedDatabase database, String node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        SimulatedThread thread = database.time().running();
        if (open.containsKey(thread)) {
            throw new IllegalStateException("a transaction is open already");
        }
        Optional<CallFault> fault = database.callFault(thread);
        requireReachable();
        Transaction transaction = database.store().begin(node);
        open.put(thread, transaction);
        try {
            T result = work.apply(new DelayedTx(database, transaction));
            commit(transaction, fault);
            return result;
        } finally {
            transaction.rollback();
            open.remove(thread);
        }
    }

    private void requireReachable() {
        if (database.isCut()) {
            throw SimulatedDatabase.unreachable("the store cannot be reached");
        }
    }

    private void commit(Transaction transaction, Optional<CallFault> fault) {
        fault.ifPresent(f -> apply(f, transaction::commit, transaction::rollback));
        Supplier<Boolean> effect = () -> {
            transaction.commit();
            return true;
        };
        send(TypicalLatencies.COMMIT, effect, transaction::rollback);
    }

    /** Sends and executes a call. If the connection breaks before its answer, the outcome is unknown. */
    private <T> T send(long typical, Supplier<T> effect, Runnable undo) {
        SimulatedThread thread = database.time().running();
        inFlight.put(thread, new Call(() -> run(effect), undo));
        database.delay(typical);
        if (inFlight.remove(thread) == null) {
            throw new StoreException.OutcomeUnknown("the connection broke", cause());
        }
        T result = effect.get();
        int before = database.cuts();
        database.delay(TypicalLatencies.ANSWER);
        if (database.cuts() != before) {
            throw new StoreException.OutcomeUnknown("the connection broke before the answer", cause());
        }
        return result;
    }

    /** Applies a fault: returns if the call goes on normally, or throws the exception for the app. */
    private void apply(CallFault fault, Runnable effect, Runnable undo) {
        database.countOutage(fault.kind());
        switch (fault.kind()) {
            case HOLD_TRANSACTION -> database.time().sleep(fault.nanos());
            case CONFLICT -> {
                undo.run();
                throw new StoreException.SerializationConflict(
                        "rolled back because of a conflict with another transaction", cause());
            }
            case UNKNOWN_COMMIT -> {
                (fault.applied() ? effect : undo).run();
                throw new StoreException.OutcomeUnknown("the connection broke during the commit", cause());
            }
            case LOSE_CONNECTION, ROLL_BACK -> {
                undo.run();
                throw SimulatedDatabase.unreachable("rolled back after its work");
            }
            default -> throw new IllegalStateException(fault.kind() + " is not a fault of a call");
        }
    }

    private static void run(Supplier<?> effect) {
        var _ = effect.get();
    }

    private static Exception cause() {
        return new IllegalStateException("injected");
    }

    /** Breaks the connection: calls under way take effect or do not; open transactions are rolled back. */
    void disconnect() {
        Map<SimulatedThread, Call> calls = new LinkedHashMap<>(inFlight);
        inFlight.clear();
        calls.forEach((thread, call) -> {
            if (database.takesEffect(thread)) {
                SimulatedDatabase.runDetached(call.effect());
            } else {
                call.undo().run();
            }
        });
        open.values().forEach(Transaction::rollback);
    }

    /** Rolls back the transactions of a dead node, except commits under way. */
    void nodeDied() {
        open.forEach((thread, transaction) -> {
            if (!inFlight.containsKey(thread)) {
                transaction.rollback();
            }
        });
        inFlight.forEach(database::resolve);
        open.clear();
        inFlight.clear();
    }

    private <T> T statement(Supplier<T> effect) {
        Optional<CallFault> fault = database.callFault(database.time().running());
        requireReachable();
        fault.ifPresent(f -> apply(f, () -> run(effect), () -> {}));
        return send(TypicalLatencies.STATEMENT, effect, () -> {});
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
        return settle(batch, UnaryOperator.identity());
    }

    @Override
    public Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        return statement(() -> database.store().settle(batch, fence));
    }

    @Override
    public int redrive(Set<DeliveryId> dead) {
        return statement(() -> database.store().redrive(dead));
    }
}

package tribunal.simulation.store;

import foodcourt.order.OrderStatus;
import foodcourt.port.Board;
import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.ReadModels;
import foodcourt.port.Settlement;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Entry;

/**
 * PostgreSQL with Foodcourt's tables, in memory. To Foodcourt it behaves like the original: read committed, row locks,
 * unique and foreign keys, waits and deadlocks. Each operation of the queue and each read is its own transaction.
 *
 * <p>One thread may be in it at a time; it leaves by returning, or by waiting for another transaction on a
 * {@link foodcourt.port.Signal}. A crash of a node leaves its open transactions behind; the code that crashes the node
 * must roll them back.
 */
public final class InMemoryPostgres {
    private final SharedState state;
    private final ReadModels reads;

    /**
     * @param clock the database's own
     * @param at the run's time in nanoseconds
     * @param witness takes the entries that the database's triggers record, when a transaction commits
     */
    public InMemoryPostgres(Threads threads, Clock clock, LongSupplier at, Consumer<Entry> witness) {
        Tables tables = new Tables();
        DeliveryTable deliveries = new DeliveryTable(clock, at, witness);
        this.state = new SharedState(threads, clock, at, witness, tables, deliveries, new TransactionIds());
        this.reads = new CommittedReads(tables, deliveries);
    }

    /** Opens a transaction for a node. */
    public Transaction begin(String node) {
        return new OpenTransaction(state, node);
    }

    /** See {@link foodcourt.port.DeliveryQueue#due}. */
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return state.deliveries().due(functions);
    }

    /** See {@link foodcourt.port.DeliveryQueue#claim}. */
    public List<Delivery> claim(String node, FunctionName function, int limit, Duration lease) {
        return state.deliveries().claim(node, function, limit, lease);
    }

    /** See {@link foodcourt.port.DeliveryQueue#renew}. */
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return state.deliveries().renew(held, lease);
    }

    /** See {@link foodcourt.port.DeliveryQueue#settle}. */
    public Set<FencingToken> settle(List<Settlement> batch) {
        return state.deliveries().settle(batch);
    }

    /** See {@link foodcourt.port.DeliveryQueue#redrive}. */
    public int redrive(Set<DeliveryId> dead) {
        return state.deliveries().redrive(dead);
    }

    public ReadModels reads() {
        return reads;
    }

    /** Returns every restaurant's committed board. */
    public List<BoardRead> boards() {
        List<BoardRead> boards = new ArrayList<>();
        for (VersionedRow<Board> row : state.tables().boards()) {
            row.committed().ifPresent(board -> boards.add(read(board)));
        }
        return boards;
    }

    private BoardRead read(Board board) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<OrderStatus, Long> count : board.counts().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        return new BoardRead(state.at().getAsLong(), board.restaurant().value(), board.revision(), counts);
    }

    /** Counts the deliveries that are neither done nor given up. */
    public int pending() {
        return state.deliveries().pending();
    }

    /** Counts the open transactions that have written or locked something. */
    public int openWrites() {
        return state.transactionIds().open();
    }
}

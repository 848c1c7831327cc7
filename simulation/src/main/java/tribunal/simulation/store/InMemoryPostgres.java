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
import java.util.function.UnaryOperator;
import tribunal.history.DatabaseEntry.ViewRead;
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
    final Threads threads;
    final LongSupplier at;
    final Consumer<Entry> witness;
    final Tables tables = new Tables();
    final DeliveryTable deliveries;
    private final ReadModels reads;
    private long lastTransactionId;
    private int openWrites;

    /**
     * @param clock the database's own
     * @param at the run's time in nanoseconds
     * @param witness takes the entries that the database's triggers record, when a transaction commits
     */
    public InMemoryPostgres(Threads threads, Clock clock, LongSupplier at, Consumer<Entry> witness) {
        this.threads = threads;
        this.at = at;
        this.witness = witness;
        this.deliveries = new DeliveryTable(clock, at, witness);
        this.reads = new CommittedReads(tables, deliveries);
    }

    /** Opens a transaction for a node. */
    public Transaction begin(String node) {
        return new Transaction(this, node);
    }

    public Set<FunctionName> due(Set<FunctionName> functions) {
        return deliveries.due(functions);
    }

    public List<Delivery> claim(String node, FunctionName function, int limit, Duration lease) {
        return deliveries.claim(node, function, limit, lease);
    }

    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return deliveries.renew(held, lease);
    }

    public Set<FencingToken> settle(List<Settlement> batch) {
        return settle(batch, UnaryOperator.identity());
    }

    /** See {@link foodcourt.port.UnfencedQueue#settle}. */
    public Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence) {
        return deliveries.settle(batch, fence);
    }

    public int redrive(Set<DeliveryId> dead) {
        return deliveries.redrive(dead);
    }

    public ReadModels reads() {
        return reads;
    }

    /** Returns every restaurant's committed board. */
    public List<ViewRead> boards() {
        List<ViewRead> boards = new ArrayList<>();
        for (VersionedRow<Board> row : tables.boards()) {
            row.committed().ifPresent(board -> boards.add(read(board)));
        }
        return boards;
    }

    private ViewRead read(Board board) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<OrderStatus, Long> count : board.counts().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        return new ViewRead(at.getAsLong(), "board", board.restaurant().value(), board.revision(), counts);
    }

    /** Counts the deliveries that are neither done nor given up. */
    public int pending() {
        return deliveries.pending();
    }

    /** Counts the open transactions that have written or locked something. */
    public int openWrites() {
        return openWrites;
    }

    /** Assigns an id to a transaction that writes or locks for the first time. */
    long nextTransactionId() {
        openWrites++;
        return ++lastTransactionId;
    }

    /** Notes the end of a transaction that has an id. */
    void ended() {
        openWrites--;
    }
}

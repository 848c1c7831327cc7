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
 * PostgreSQL with Foodcourt's tables, in memory, as far as Foodcourt can tell: read committed, row locks, unique and foreign
 * keys, waits and deadlocks. One thread may be in it at a time, and leaves it only by returning or by waiting for another
 * transaction on a {@link foodcourt.port.Signal}. Each operation of the queue and each read is a transaction of its own.
 * What a crash of a node leaves behind are its open transactions, to be rolled back by whoever made it crash.
 */
public final class InMemoryPostgres {
    private final SharedState database;
    private final ReadModels reads;

    /**
     * @param clock the database's own
     * @param at the run's time in nanoseconds
     * @param witness takes what the database's triggers tell of a transaction, when it commits
     */
    public InMemoryPostgres(Threads threads, Clock clock, LongSupplier at, Consumer<Entry> witness) {
        Tables tables = new Tables();
        DeliveryTable deliveries = new DeliveryTable(clock, at, witness);
        this.database = new SharedState(threads, clock, at, witness, tables, deliveries, new TransactionIds());
        this.reads = new CommittedReads(tables, deliveries);
    }

    /** Opens a transaction for that node. */
    public Transaction begin(String node) {
        return new OpenTransaction(database, node);
    }

    /** See {@link foodcourt.port.DeliveryQueue#due}. */
    public Set<FunctionName> due(Set<FunctionName> functions) {
        return database.deliveries().due(functions);
    }

    /** See {@link foodcourt.port.DeliveryQueue#claim}. */
    public List<Delivery> claim(String node, FunctionName function, int limit, Duration lease) {
        return database.deliveries().claim(node, function, limit, lease);
    }

    /** See {@link foodcourt.port.DeliveryQueue#renew}. */
    public Set<FencingToken> renew(Set<FencingToken> held, Duration lease) {
        return database.deliveries().renew(held, lease);
    }

    /** See {@link foodcourt.port.DeliveryQueue#settle}. */
    public Set<FencingToken> settle(List<Settlement> batch) {
        return database.deliveries().settle(batch);
    }

    /** See {@link foodcourt.port.DeliveryQueue#redrive}. */
    public int redrive(Set<DeliveryId> dead) {
        return database.deliveries().redrive(dead);
    }

    public ReadModels reads() {
        return reads;
    }

    /** Every restaurant's board as it stands. */
    public List<BoardRead> boards() {
        List<BoardRead> boards = new ArrayList<>();
        for (VersionedRow<Board> row : database.tables().boards()) {
            row.committed().ifPresent(board -> boards.add(read(board)));
        }
        return boards;
    }

    private BoardRead read(Board board) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<OrderStatus, Long> count : board.counts().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        return new BoardRead(database.at().getAsLong(), board.restaurant().value(), board.revision(), counts);
    }

    /** How many deliveries are neither done nor given up. */
    public int pending() {
        return database.deliveries().pending();
    }

    /** How many transactions that have written or locked something are open. */
    public int openWrites() {
        return database.numbers().open();
    }
}

package tribunal.simulation.store;

import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.DeliveryId;
import foodcourt.port.NewDelivery;
import foodcourt.port.RecountingTx;
import foodcourt.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.simulation.store.Tables.StoredOrder;

/**
 * An open transaction at isolation level read committed. A statement sees the rows that are committed when it begins;
 * after a wait it reads again only the row that it waited for. A statement that PostgreSQL would refuse throws {@link
 * StoreException}, and so do all later ones. Statements after the commit throw {@link IllegalStateException}.
 */
public final class Transaction implements RecountingTx {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final InMemoryPostgres database;
    private final String node;
    private final TransactionLocks locks;
    private final List<LongFunction<Entry>> entries = new ArrayList<>();
    private final List<DeliveryRow> deliveries = new ArrayList<>();
    /** Result of the database's now() in it: the time of its first statement, in microseconds since the epoch. */
    private long begunAt = NOT_BEGUN;

    Transaction(InMemoryPostgres database, String node) {
        this.database = database;
        this.node = node;
        this.locks = new TransactionLocks(database);
    }

    private void beginStatement() {
        locks.requireActive();
        if (begunAt == NOT_BEGUN) {
            begunAt = database.deliveries.now();
        }
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables.order(id);
        if (row.visibleTo(locks).isPresent()) {
            locks.lock(row, LockMode.UPDATE);
        }
        return row.visibleTo(locks).map(StoredOrder::order);
    }

    /**
     * Inserts an order unless it exists, as the app's two statements do. After a wait the INSERT cannot see the row in
     * conflict; the second statement, which reads it, can.
     */
    @Override
    public Placed insert(Order order) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables.rowFor(order);
        locks.awaitWriter(row);
        Optional<StoredOrder> existing = row.visibleTo(locks);
        if (existing.isPresent()) {
            return new Placed.AlreadyThere(existing.get().order());
        }
        locks.write(row, StoredOrder.inserted(order, begunAt));
        recordCommitted(order, null);
        return new Placed.New();
    }

    @Override
    public void update(Order next) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables.order(next.id());
        requireVersionBefore(next, row);
        locks.lock(row, LockMode.NO_KEY_UPDATE);
        StoredOrder before = requireVersionBefore(next, row);
        StoredOrder after = before.updatedTo(next);
        locks.write(row, after);
        recordCommitted(after.order(), before.order().status());
    }

    private StoredOrder requireVersionBefore(Order next, VersionedRow<StoredOrder> row) {
        return row.visibleTo(locks)
                .filter(stored -> stored.order().version() == next.version() - 1)
                .orElseThrow(() ->
                        new IllegalStateException(next.id() + " was not locked at version " + (next.version() - 1)));
    }

    @Override
    public void append(Event event, List<NewDelivery> newDeliveries) {
        beginStatement();
        claimKey(database.tables.event(event.id()), event);
        entries.add(at -> new EventRecorded(
                at,
                txn(),
                event.id().toString(),
                event.type().label(),
                event.ordinal(),
                "order:" + event.order().id(),
                event.order().version()));
        lockOrderOf(event);
        for (NewDelivery delivery : newDeliveries) {
            deliver(event, delivery);
        }
    }

    private void claimKey(VersionedRow<Event> row, Event event) {
        locks.awaitWriter(row);
        if (row.visibleTo(locks).isPresent()) {
            throw locks.fail(SqlErrors.uniqueViolation(event.id()));
        }
        locks.write(row, event);
    }

    /** Checks the foreign key after the row was written, against the rows that exist then. */
    private void lockOrderOf(Event event) {
        VersionedRow<StoredOrder> order = database.tables.order(event.order().id());
        require(order, event.order().id());
        locks.lock(order, LockMode.KEY_SHARE);
    }

    private void require(VersionedRow<?> referencedRow, Object key) {
        if (referencedRow.visibleTo(locks).isEmpty()) {
            throw locks.fail(SqlErrors.foreignKeyViolation(key));
        }
    }

    private void deliver(Event event, NewDelivery delivery) {
        DeliveryId id = new DeliveryId(event.id(), delivery.function());
        for (DeliveryRow other : deliveries) {
            if (other.id.equals(id)) {
                throw locks.fail(SqlErrors.uniqueViolation(id));
            }
        }
        deliveries.add(new DeliveryRow(id, event, begunAt, begunAt + DeliveryTable.micros(delivery.notBefore())));
    }

    @Override
    public boolean moveOnBoard(BoardChange change) {
        beginStatement();
        EventId event = change.event();
        VersionedRow<EventId> counted = database.tables.counted(event);
        locks.awaitWriter(counted);
        if (counted.visibleTo(locks).isPresent()) {
            return false;
        }
        locks.write(counted, event);
        count(change);
        require(database.tables.event(event), event);
        return true;
    }

    @Override
    public boolean recount(BoardChange change) {
        beginStatement();
        count(change);
        return true;
    }

    private void count(BoardChange change) {
        VersionedRow<Board> row = database.tables.board(change.restaurant());
        locks.awaitWriter(row);
        if (change.from() == change.to()) {
            throw locks.fail(SqlErrors.sameRowTwice(change.to()));
        }
        locks.write(row, counted(row.visibleTo(locks), change));
    }

    private static Board counted(Optional<Board> before, BoardChange change) {
        TreeMap<OrderStatus, Long> counts = new TreeMap<>();
        before.ifPresent(board -> counts.putAll(board.counts()));
        if (change.from() != null) {
            counts.merge(change.from(), -1L, Long::sum);
        }
        counts.merge(change.to(), 1L, Long::sum);
        return new Board(change.restaurant(), before.map(Board::revision).orElse(0L) + 1, counts);
    }

    private void recordCommitted(Order order, @Nullable OrderStatus from) {
        entries.add(at -> new Committed(
                at,
                txn(),
                "order:" + order.id(),
                order.version(),
                from == null ? null : from.name(),
                order.status().name(),
                Map.of(
                        "restaurant", order.restaurant().value(),
                        "customer", order.customer().value(),
                        "total", Long.toString(order.totalCents()))));
    }

    private String txn() {
        return Long.toString(locks.id());
    }

    /**
     * Makes everything visible and durable.
     *
     * @throws StoreException.NotCommitted if a statement had failed, or it was rolled back
     */
    public void commit() {
        if (locks.hasFailed()) {
            locks.rollBack();
            throw SqlErrors.aborted();
        }
        locks.requireActive();
        locks.commit();
        for (DeliveryRow delivery : deliveries) {
            database.deliveries.add(delivery);
        }
        long at = database.at.getAsLong();
        for (LongFunction<Entry> entry : entries) {
            database.witness.accept(entry.apply(at));
        }
    }

    /** Undoes everything, unless it has ended. Any thread may call it; a waiting statement then has no effect. */
    public void rollback() {
        locks.rollBack();
    }

    /** Whether it has neither committed nor been rolled back. */
    public boolean isOpen() {
        return locks.isOpen();
    }

    @Override
    public String toString() {
        return "transaction " + txn() + " of " + node;
    }
}

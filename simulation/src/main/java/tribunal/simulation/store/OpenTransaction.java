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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.simulation.store.Tables.StoredOrder;

/**
 * The statements of a transaction. A statement sees what is committed when it begins; after a wait it looks again at the row
 * that it waited for, and at nothing else.
 */
final class OpenTransaction implements Transaction {
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final SharedState database;
    private final String node;
    private final TransactionLocks locker;
    private final List<LongFunction<Entry>> entries = new ArrayList<>();
    private final List<DeliveryRow> deliveries = new ArrayList<>();
    /** The database's now() in it: when its first statement came, in microseconds since the epoch. */
    private long begunAt = NOT_BEGUN;

    OpenTransaction(SharedState database, String node) {
        this.database = database;
        this.node = node;
        this.locker = new TransactionLocks(database.threads(), database.numbers());
    }

    private void beginStatement() {
        locker.requireActive();
        if (begunAt == NOT_BEGUN) {
            begunAt = database.now();
        }
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables().order(id);
        if (row.seenBy(locker).isPresent()) {
            locker.lock(row, LockMode.UPDATE);
        }
        return row.seenBy(locker).map(StoredOrder::order);
    }

    /** A wait ends with a conflict that the statement cannot see; the second statement, which reads it, can. */
    @Override
    public Placed insert(Order order) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables().roomFor(order);
        locker.awaitWriter(row);
        Optional<StoredOrder> there = row.seenBy(locker);
        if (there.isPresent()) {
            return new Placed.AlreadyThere(there.get().order());
        }
        locker.write(row, StoredOrder.inserted(order, begunAt));
        tell(order, null);
        return new Placed.New();
    }

    @Override
    public void update(Order next) {
        beginStatement();
        VersionedRow<StoredOrder> row = database.tables().order(next.id());
        requireVersionBefore(next, row);
        locker.lock(row, LockMode.NO_KEY_UPDATE);
        StoredOrder before = requireVersionBefore(next, row);
        StoredOrder after = before.updatedTo(next);
        locker.write(row, after);
        tell(after.order(), before.order().status());
    }

    private StoredOrder requireVersionBefore(Order next, VersionedRow<StoredOrder> row) {
        return row.seenBy(locker)
                .filter(stored -> stored.order().version() == next.version() - 1)
                .orElseThrow(() ->
                        new IllegalStateException(next.id() + " was not locked at version " + (next.version() - 1)));
    }

    @Override
    public void append(Event event, List<NewDelivery> to) {
        beginStatement();
        claimKey(database.tables().event(event.id()), event);
        entries.add(at -> new EventRecorded(
                at,
                txn(),
                event.id().toString(),
                event.type().label(),
                event.ordinal(),
                event.order().id().toString(),
                event.order().version()));
        holdOrderOf(event);
        for (NewDelivery delivery : to) {
            deliver(event, delivery);
        }
    }

    private void claimKey(VersionedRow<Event> row, Event event) {
        locker.awaitWriter(row);
        if (row.seenBy(locker).isPresent()) {
            throw locker.fail(SqlErrors.uniqueViolation(event.id()));
        }
        locker.write(row, event);
    }

    /** The check of the foreign key: after the row was written, as of now. */
    private void holdOrderOf(Event event) {
        VersionedRow<StoredOrder> order = database.tables().order(event.order().id());
        require(order, event.order().id());
        locker.lock(order, LockMode.KEY_SHARE);
    }

    private void require(VersionedRow<?> referred, Object key) {
        if (referred.seenBy(locker).isEmpty()) {
            throw locker.fail(SqlErrors.foreignKeyViolation(key));
        }
    }

    private void deliver(Event event, NewDelivery delivery) {
        DeliveryId id = new DeliveryId(event.id(), delivery.function());
        for (DeliveryRow other : deliveries) {
            if (other.id().equals(id)) {
                throw locker.fail(SqlErrors.uniqueViolation(id));
            }
        }
        deliveries.add(new DeliveryRow(id, event, begunAt, begunAt + DeliveryTable.micros(delivery.notBefore())));
    }

    @Override
    public boolean board(BoardChange change) {
        beginStatement();
        EventId event = change.event();
        if (event == null) {
            count(change);
            return true;
        }
        VersionedRow<EventId> counted = database.tables().counted(event);
        locker.awaitWriter(counted);
        if (counted.seenBy(locker).isPresent()) {
            return false;
        }
        locker.write(counted, event);
        count(change);
        require(database.tables().event(event), event);
        return true;
    }

    private void count(BoardChange change) {
        VersionedRow<Board> row = database.tables().board(change.restaurant());
        locker.awaitWriter(row);
        if (change.from() == change.to()) {
            throw locker.fail(SqlErrors.sameRowTwice(change.to()));
        }
        locker.write(row, counted(row.seenBy(locker), change));
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

    private void tell(Order order, @Nullable OrderStatus from) {
        entries.add(at -> new Committed(
                at,
                txn(),
                order.id().toString(),
                order.version(),
                from == null ? null : from.name(),
                order.status().name(),
                order.restaurant().value(),
                order.customer().value(),
                order.totalCents()));
    }

    private String txn() {
        return Long.toString(locker.number());
    }

    @Override
    public void commit() {
        if (locker.hasFailed()) {
            locker.rollBack();
            throw SqlErrors.aborted();
        }
        locker.requireActive();
        locker.commit();
        for (DeliveryRow delivery : deliveries) {
            database.deliveries().add(delivery);
        }
        long at = database.at().getAsLong();
        for (LongFunction<Entry> entry : entries) {
            database.witness().accept(entry.apply(at));
        }
    }

    @Override
    public void rollback() {
        locker.rollBack();
    }

    @Override
    public boolean isOpen() {
        return locker.isOpen();
    }

    @Override
    public String toString() {
        return "transaction " + txn() + " of " + node;
    }
}

package tribunal.simulation.world;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.BoardChange;
import foodcourt.port.NewDelivery;
import foodcourt.port.StoreException;
import foodcourt.port.Tx;
import java.util.List;
import java.util.Optional;
import tribunal.simulation.store.Transaction;

/** A transaction's statements, each of which takes its time; once its line has broken none of them works. */
record DelayedTx(SimulatedDatabase database, Transaction transaction) implements Tx {
    private Transaction arrived() {
        database.take(TypicalLatencies.STATEMENT);
        if (!transaction.isOpen()) {
            throw new StoreException.NotCommitted("the line broke", new IllegalStateException("injected"));
        }
        return transaction;
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return arrived().lock(id);
    }

    @Override
    public Placed insert(Order order) {
        return arrived().insert(order);
    }

    @Override
    public void update(Order next) {
        arrived().update(next);
    }

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {
        arrived().append(event, deliveries);
    }

    @Override
    public boolean board(BoardChange change) {
        return arrived().board(change);
    }
}

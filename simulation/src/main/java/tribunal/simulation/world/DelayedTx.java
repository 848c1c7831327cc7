package tribunal.simulation.world;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.BoardChange;
import foodcourt.port.NewDelivery;
import foodcourt.port.RecountingTx;
import java.util.List;
import java.util.Optional;
import tribunal.simulation.store.Transaction;

/** A transaction whose statements take virtual time and fail once its connection has broken. */
record DelayedTx(SimulatedDatabase database, Transaction transaction) implements RecountingTx {
    private Transaction afterDelay() {
        database.delay(TypicalLatencies.STATEMENT);
        if (!transaction.isOpen()) {
            throw SimulatedDatabase.unreachable("the connection broke");
        }
        return transaction;
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return afterDelay().lock(id);
    }

    @Override
    public Placed insert(Order order) {
        return afterDelay().insert(order);
    }

    @Override
    public void update(Order next) {
        afterDelay().update(next);
    }

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {
        afterDelay().append(event, deliveries);
    }

    @Override
    public boolean moveOnBoard(BoardChange change) {
        return afterDelay().moveOnBoard(change);
    }

    @Override
    public boolean recount(BoardChange change) {
        return afterDelay().recount(change);
    }
}

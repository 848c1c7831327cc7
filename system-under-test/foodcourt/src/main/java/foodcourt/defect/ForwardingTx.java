package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.BoardChange;
import foodcourt.port.NewDelivery;
import foodcourt.port.Tx;
import java.util.List;
import java.util.Optional;

/** A transaction that forwards to a sound one; a defect changes a part of it. */
abstract class ForwardingTx implements Tx {
    private final Tx sound;

    ForwardingTx(Tx sound) {
        this.sound = sound;
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return sound.lock(id);
    }

    @Override
    public Placed insert(Order order) {
        return sound.insert(order);
    }

    @Override
    public void update(Order next) {
        sound.update(next);
    }

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {
        sound.append(event, deliveries);
    }

    @Override
    public boolean moveOnBoard(BoardChange change) {
        return sound.moveOnBoard(change);
    }
}

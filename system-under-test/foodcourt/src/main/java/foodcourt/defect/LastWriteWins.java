package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Tx;
import java.util.List;
import java.util.Optional;

/**
 * A function works on the order that its event carries, and saves that over any newer state: a late event, or a late
 * copy of one, overwrites it. Such an overwrite writes no event, like a plain UPDATE.
 */
final class LastWriteWins extends ForwardingTx {
    private final Order eventOrder;
    private boolean overwrites;

    private LastWriteWins(Tx sound, Order eventOrder) {
        super(sound);
        this.eventOrder = eventOrder;
    }

    static Ports of(Ports sound, ScopedValue<Delivery> current) {
        return sound.withTransactions(new WrappedTransactions(
                sound.transactions(),
                tx -> current.isBound()
                        ? new LastWriteWins(tx, current.get().event().order())
                        : tx));
    }

    /**
     * Locks an order, and returns a newer state with the status that the event carries. Returns none if the newer state
     * has that status already, since this event was saved before.
     */
    @Override
    public Optional<Order> lock(OrderId id) {
        Optional<Order> current = super.lock(id);
        overwrites = current.filter(this::wasMovedOnByOthers).isPresent();
        return overwrites
                ? current.filter(order -> order.status() != eventOrder.status())
                        .map(order -> OrderCopies.withStatus(order, eventOrder.status()))
                : current;
    }

    /**
     * Whether the order has a state that this event did not cause: a version beyond the next one, or a cancellation.
     */
    private boolean wasMovedOnByOthers(Order current) {
        boolean isCancelled = current.status() == OrderStatus.CANCELLED && eventOrder.status() != OrderStatus.CANCELLED;
        return current.version() > eventOrder.version() + 1 || isCancelled;
    }

    @Override
    public void append(Event event, List<NewDelivery> deliveries) {
        if (!overwrites) {
            super.append(event, deliveries);
        }
    }
}

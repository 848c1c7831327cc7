package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function works on the order that its event carries, and saves that over any newer state: a late event, or a late
 * copy of one, overwrites it. Such an overwrite writes no event, like a plain UPDATE.
 */
final class LastWriteWins implements Defect {
    private final ScopedValue<Order> eventOrder = ScopedValue.newInstance();

    @Override
    public String name() {
        return "last-write-wins";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                ScopedValue.where(eventOrder, delivery.event().order()).run(() -> super.handle(delivery));
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new Saving(sound.transactions(), eventOrder));
    }

    private record Saving(Transactions sound, ScopedValue<Order> eventOrder) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return eventOrder.isBound()
                    ? sound.transact(tx -> work.apply(new DefectiveTx(tx, eventOrder.get())))
                    : sound.transact(work);
        }
    }

    private static final class DefectiveTx extends ForwardingTx {
        private final Order eventOrder;
        private boolean overwrites;

        DefectiveTx(Tx sound, Order eventOrder) {
            super(sound);
            this.eventOrder = eventOrder;
        }

        /**
         * Locks an order, and returns a newer state with the status that the event carries. Returns none if the newer
         * state has that status already, since this event was saved before.
         */
        @Override
        public Optional<Order> lock(OrderId id) {
            Optional<Order> current = super.lock(id);
            overwrites = current.filter(this::wasMovedOnByOthers).isPresent();
            return overwrites
                    ? current.filter(order -> order.status() != eventOrder.status())
                            .map(this::withEventStatus)
                    : current;
        }

        /**
         * Whether the order has a state that this event did not cause: a version beyond the next one, or a
         * cancellation.
         */
        private boolean wasMovedOnByOthers(Order current) {
            boolean isCancelled =
                    current.status() == OrderStatus.CANCELLED && eventOrder.status() != OrderStatus.CANCELLED;
            return current.version() > eventOrder.version() + 1 || isCancelled;
        }

        private Order withEventStatus(Order current) {
            return new Order(
                    current.id(),
                    current.customer(),
                    current.restaurant(),
                    current.placedBy(),
                    current.items(),
                    current.totalCents(),
                    eventOrder.status(),
                    current.version(),
                    current.cancelledBy());
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            if (!overwrites) {
                super.append(event, deliveries);
            }
        }
    }
}

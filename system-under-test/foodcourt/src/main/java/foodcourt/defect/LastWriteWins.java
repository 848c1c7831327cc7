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
 * A function goes by the order that its event carries, and saves it over whatever the order has become since: a late event
 * or a late copy of one overwrites a newer state. What is saved over a newer state tells nobody, as a plain UPDATE does.
 */
final class LastWriteWins implements Defect {
    private final ScopedValue<Order> told = ScopedValue.newInstance();

    @Override
    public String name() {
        return "last-write-wins";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                ScopedValue.where(told, delivery.event().order()).run(() -> super.handle(delivery));
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new Saving(sound.transactions(), told));
    }

    private record Saving(Transactions sound, ScopedValue<Order> told) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return told.isBound()
                    ? sound.transact(tx -> work.apply(new Overwriting(tx, told.get())))
                    : sound.transact(work);
        }
    }

    private static final class Overwriting extends ForwardingTx {
        private final Order told;
        private boolean overwrites;

        Overwriting(Tx sound, Order told) {
            super(sound);
            this.told = told;
        }

        /** One that came back to where the event found it has been saved by this event before. */
        @Override
        public Optional<Order> lock(OrderId id) {
            Optional<Order> now = super.lock(id);
            overwrites = now.filter(this::wasMovedOnByOthers).isPresent();
            return overwrites
                    ? now.filter(order -> order.status() != told.status()).map(this::asTold)
                    : now;
        }

        /** Its next version, if it did not take the event itself to get there, or any later one. */
        private boolean wasMovedOnByOthers(Order now) {
            boolean cancelled = now.status() == OrderStatus.CANCELLED && told.status() != OrderStatus.CANCELLED;
            return now.version() > told.version() + 1 || cancelled;
        }

        private Order asTold(Order now) {
            return new Order(
                    now.id(),
                    now.customer(),
                    now.restaurant(),
                    now.placedBy(),
                    now.items(),
                    now.totalCents(),
                    told.status(),
                    now.version(),
                    now.cancelledBy());
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            if (!overwrites) {
                super.append(event, deliveries);
            }
        }
    }
}

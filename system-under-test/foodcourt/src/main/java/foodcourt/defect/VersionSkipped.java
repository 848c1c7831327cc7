package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Tx;
import java.util.List;

/** The first version of each order is 2 instead of 1. */
final class VersionSkipped implements Defect {
    @Override
    public String name() {
        return "version-skipped";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new WrappedTransactions(sound.transactions(), DefectiveTx::new));
    }

    private static final class DefectiveTx extends ForwardingTx {
        DefectiveTx(Tx sound) {
            super(sound);
        }

        @Override
        public Placed insert(Order order) {
            return super.insert(second(order));
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            super.append(
                    event.type() == EventType.ORDER_PLACED
                            ? new Event(event.id(), event.type(), event.ordinal(), second(event.order()), event.from())
                            : event,
                    deliveries);
        }

        private static Order second(Order o) {
            return new Order(
                    o.id(),
                    o.customer(),
                    o.restaurant(),
                    o.placedBy(),
                    o.items(),
                    o.totalCents(),
                    o.status(),
                    o.version() + 1,
                    o.cancelledBy());
        }
    }
}

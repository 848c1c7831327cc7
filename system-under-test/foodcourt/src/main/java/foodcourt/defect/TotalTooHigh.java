package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.List;
import java.util.function.Function;

/**
 * A fee of {@value #FEE_CENTS} cents is added to each new order without being ordered. Order, event and charge agree on
 * the total.
 */
final class TotalTooHigh implements Defect {
    private static final long FEE_CENTS = 100;

    @Override
    public String name() {
        return "total-too-high";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new Dearer(sound.transactions()));
    }

    private record Dearer(Transactions sound) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public Placed insert(Order order) {
                    return super.insert(withTotal(order, order.totalCents() + FEE_CENTS));
                }

                /**
                 * Adds the fee to the first event, which carries the requested order; later events carry the stored
                 * one.
                 */
                @Override
                public void append(Event event, List<NewDelivery> deliveries) {
                    Order order = event.order();
                    super.append(
                            event.from() == null
                                    ? Event.of(withTotal(order, order.totalCents() + FEE_CENTS), null)
                                    : event,
                            deliveries);
                }
            }));
        }
    }

    static Order withTotal(Order order, long cents) {
        return new Order(
                order.id(),
                order.customer(),
                order.restaurant(),
                order.placedBy(),
                order.items(),
                cents,
                order.status(),
                order.version(),
                order.cancelledBy());
    }
}

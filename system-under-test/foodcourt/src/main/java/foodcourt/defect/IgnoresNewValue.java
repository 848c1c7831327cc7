package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A function reacts to "the payment has changed" without checking the new value: a refund has the order approved. In
 * the 3factor example, an update of the payment's row does the same. Orders that were approved before are not affected.
 */
final class IgnoresNewValue implements Defect {
    private final ScopedValue<Delivery> refund = ScopedValue.newInstance();

    @Override
    public String name() {
        return "ignores-new-value";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return sound.name().value().equals("RequestApproval") ? new DefectiveFunction(sound, refund) : sound;
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new DefectiveTransactions(sound.transactions(), refund));
    }

    private static final class DefectiveFunction extends ForwardingFunction {
        private final ScopedValue<Delivery> refund;

        DefectiveFunction(EventFunction sound, ScopedValue<Delivery> refund) {
            super(sound);
            this.refund = refund;
        }

        @Override
        public Set<EventType> events() {
            Set<EventType> changes = EnumSet.copyOf(super.events());
            changes.add(EventType.ORDER_REFUNDED);
            return changes;
        }

        @Override
        public void handle(Delivery delivery) {
            if (delivery.event().type() != EventType.ORDER_REFUNDED) {
                super.handle(delivery);
            } else if (wasNeverApproved(delivery.event().order())) {
                ScopedValue.where(refund, delivery).run(() -> super.handle(delivery));
            }
        }

        /** A never approved order has four versions at most: placed, paid, cancelled or rejected, refunded. */
        private static boolean wasNeverApproved(Order refunded) {
            return refunded.version() <= 4;
        }
    }

    private record DefectiveTransactions(Transactions sound, ScopedValue<Delivery> refund) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return refund.isBound() ? sound.transact(tx -> work.apply(new AsIfPaid(tx))) : sound.transact(work);
        }
    }

    private static final class AsIfPaid extends ForwardingTx {
        AsIfPaid(Tx sound) {
            super(sound);
        }

        @Override
        public Optional<Order> lock(OrderId id) {
            return super.lock(id).map(AsIfPaid::paid);
        }

        private static Order paid(Order o) {
            return o.status() != OrderStatus.REFUNDED
                    ? o
                    : new Order(
                            o.id(),
                            o.customer(),
                            o.restaurant(),
                            o.placedBy(),
                            o.items(),
                            o.totalCents(),
                            OrderStatus.PAID,
                            o.version(),
                            o.cancelledBy());
        }
    }
}

package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A function reacts to "the payment has changed" without checking the new value: a refund makes the function approve
 * the order. In the 3factor example, an update of the payment's row does the same. Orders that were approved before are
 * not affected.
 */
final class IgnoresNewValue implements Defect {
    /** A never approved order has four versions at most: placed, paid, cancelled or rejected, refunded. */
    private static final int UNAPPROVED_VERSION_MAX = 4;

    private final ScopedValue<Delivery> refund = ScopedValue.newInstance();

    @Override
    public String name() {
        return "ignores-new-value";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return sound.name().value().equals("RequestApproval") ? approvingRefunds(sound) : sound;
    }

    private EventFunction approvingRefunds(EventFunction sound) {
        return new ForwardingFunction(sound) {
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
                } else if (delivery.event().order().version() <= UNAPPROVED_VERSION_MAX) {
                    ScopedValue.where(refund, delivery).run(() -> super.handle(delivery));
                }
            }
        };
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new WrappedTransactions(sound.transactions(), tx -> new ForwardingTx(tx) {
            @Override
            public Optional<Order> lock(OrderId id) {
                return super.lock(id)
                        .map(order -> refund.isBound() && order.status() == OrderStatus.REFUNDED
                                ? OrderCopies.withStatus(order, OrderStatus.PAID)
                                : order);
            }
        }));
    }
}

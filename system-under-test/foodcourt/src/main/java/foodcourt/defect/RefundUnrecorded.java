package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;
import foodcourt.port.Tx;
import java.util.Optional;

/** A refund is given but not recorded: the order stays cancelled or rejected. */
final class RefundUnrecorded implements Defect {
    private static final String REFUND = "RefundPayment";

    private final ScopedValue<Boolean> refunding = ScopedValue.newInstance();

    @Override
    public String name() {
        return "refund-unrecorded";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return !sound.name().value().equals(REFUND)
                ? sound
                : new ForwardingFunction(sound) {
                    @Override
                    public void handle(Delivery delivery) {
                        ScopedValue.where(refunding, true).run(() -> super.handle(delivery));
                    }
                };
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(
                new WrappedTransactions(sound.transactions(), tx -> refunding.isBound() ? new DefectiveTx(tx) : tx));
    }

    private static final class DefectiveTx extends ForwardingTx {
        DefectiveTx(Tx sound) {
            super(sound);
        }

        @Override
        public Optional<Order> lock(OrderId id) {
            return Optional.empty();
        }
    }
}

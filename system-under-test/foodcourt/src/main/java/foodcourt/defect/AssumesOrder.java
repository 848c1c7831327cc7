package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.Ports;

/**
 * A refund that assumes events arrive in causal order: an order cancelled before it was paid gets no refund. But the
 * charge may be under way, and take effect later.
 */
final class AssumesOrder implements Defect {
    @Override
    public String name() {
        return "assumes-order";
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return sound.name().value().equals("RefundPayment") ? new DefectiveFunction(sound) : sound;
    }

    private static final class DefectiveFunction extends ForwardingFunction {
        DefectiveFunction(EventFunction sound) {
            super(sound);
        }

        @Override
        public void handle(Delivery delivery) {
            if (!wasNeverPaid(delivery.event())) {
                super.handle(delivery);
            }
        }

        private static boolean wasNeverPaid(Event event) {
            return event.type() == EventType.ORDER_CANCELLED && event.from() == OrderStatus.PLACED;
        }
    }
}

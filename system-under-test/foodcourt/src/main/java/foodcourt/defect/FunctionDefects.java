package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Defects of functions that leave deliveries out. */
final class FunctionDefects {
    static final List<Defect> ALL = List.of(
            new FunctionDefect("assumes-order", FunctionDefects::assumesOrder),
            new FunctionDefect("deduplicate-outside-transaction", FunctionDefects::deduplicateOutsideTransaction));

    private FunctionDefects() {}

    private record FunctionDefect(String name, BiFunction<EventFunction, Ports, EventFunction> breaking)
            implements Defect {
        @Override
        public EventFunction function(EventFunction sound, Ports ports) {
            return breaking.apply(sound, ports);
        }
    }

    /**
     * A refund that assumes events arrive in causal order: an order cancelled before it was paid gets no refund. But
     * the charge may be under way, and take effect later.
     */
    private static EventFunction assumesOrder(EventFunction sound, Ports ports) {
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                if (!name().value().equals("RefundPayment") || !wasNeverPaid(delivery.event())) {
                    super.handle(delivery);
                }
            }
        };
    }

    private static boolean wasNeverPaid(Event event) {
        return event.type() == EventType.ORDER_CANCELLED && event.from() == OrderStatus.PLACED;
    }

    /**
     * A mark "seen before" is written first and outside the transaction of the work. An attempt that crashes in between
     * leaves the mark without the work; the retry sees the mark and acknowledges. Each node has its own marks.
     */
    private static EventFunction deduplicateOutsideTransaction(EventFunction sound, Ports ports) {
        Set<DeliveryId> marked = Collections.synchronizedSet(new LinkedHashSet<>());
        return new ForwardingFunction(sound) {
            @Override
            public void handle(Delivery delivery) {
                if (marked.add(delivery.id())) {
                    super.handle(delivery);
                }
            }
        };
    }
}

package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import java.util.Set;

/** The ride is over: the order is delivered. */
record CompleteDelivery(OrderService orders) implements EventFunction {
    static final FunctionName NAME = new FunctionName("CompleteDelivery");

    @Override
    public FunctionName name() {
        return NAME;
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.COURIER_ASSIGNED);
    }

    @Override
    public void handle(Delivery delivery) {
        orders.advance(delivery.event().order().id(), OrderStatus.DELIVERED);
    }
}

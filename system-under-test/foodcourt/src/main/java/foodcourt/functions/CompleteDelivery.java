package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import java.util.Set;

/** Marks an order as delivered once the ride is over. */
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

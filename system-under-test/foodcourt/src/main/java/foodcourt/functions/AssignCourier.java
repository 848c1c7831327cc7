package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Reply;
import foodcourt.port.Request.Kind;
import foodcourt.port.ThirdParties;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Finds a courier for an approved order, or rejects it if none is free. The ride becomes the not-before time of its
 * completion, so no thread waits for it. A release that came first has closed the key.
 */
record AssignCourier(ThirdParties thirdParties, OrderService orders) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("AssignCourier");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.ORDER_APPROVED);
    }

    @Override
    public void handle(Delivery delivery) {
        Order order = delivery.event().order();
        switch (thirdParties.request(EffectKey.perOrder(Kind.ASSIGN, delivery, 0))) {
            case Reply.Assigned(String _, Duration ride) ->
                orders.advance(order.id(), OrderStatus.COURIER_ASSIGNED, Map.of(CompleteDelivery.NAME, ride));
            case Reply.NoneFree() -> orders.advance(order.id(), OrderStatus.REJECTED);
            case Reply.Closed() -> {}
            case Reply other -> throw new UnexpectedReply(name(), other);
        }
    }
}

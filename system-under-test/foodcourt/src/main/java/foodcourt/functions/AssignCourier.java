package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Finds a courier for an approved order, or rejects it if no courier is free. The ride becomes the not-before time of
 * the completion, so no thread waits for it. An earlier release has closed the key; then nothing changes.
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
        switch (thirdParties.request(ThirdPartyRequests.perOrder(Kind.ASSIGN, delivery, 0))) {
            case ThirdPartyReply.Assigned(String _, Duration ride) ->
                orders.advance(order.id(), OrderStatus.COURIER_ASSIGNED, Map.of(CompleteDelivery.NAME, ride));
            case ThirdPartyReply.NoneFree() -> orders.advance(order.id(), OrderStatus.REJECTED);
            case ThirdPartyReply.Closed() -> {}
            case ThirdPartyReply other -> throw new UnexpectedReplyException(name(), other);
        }
    }
}

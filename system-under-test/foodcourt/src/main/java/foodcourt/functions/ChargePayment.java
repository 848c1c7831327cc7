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
import java.util.Set;

/**
 * Charges a placed order: it becomes paid, or rejected if the gateway refuses. An earlier refund has closed the key;
 * then nothing changes.
 */
record ChargePayment(ThirdParties thirdParties, OrderService orders) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("ChargePayment");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.ORDER_PLACED);
    }

    @Override
    public void handle(Delivery delivery) {
        Order order = delivery.event().order();
        switch (thirdParties.request(ThirdPartyRequests.perOrder(Kind.CHARGE, delivery, order.totalCents()))) {
            case ThirdPartyReply.Applied() -> orders.advance(order.id(), OrderStatus.PAID);
            case ThirdPartyReply.Refused() -> orders.advance(order.id(), OrderStatus.REJECTED);
            case ThirdPartyReply.Closed() -> {}
            case ThirdPartyReply other -> throw new UnexpectedReplyException(name(), other);
        }
    }
}

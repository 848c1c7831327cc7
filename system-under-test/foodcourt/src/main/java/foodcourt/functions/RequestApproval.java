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

/** Asks the restaurant to approve a paid order: the order becomes approved, or rejected if the restaurant declines. */
record RequestApproval(ThirdParties thirdParties, OrderService orders) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("RequestApproval");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.ORDER_PAID);
    }

    @Override
    public void handle(Delivery delivery) {
        Order order = delivery.event().order();
        switch (thirdParties.request(ThirdPartyRequests.perOrder(Kind.APPROVE, delivery, 0))) {
            case ThirdPartyReply.Applied() -> orders.advance(order.id(), OrderStatus.APPROVED);
            case ThirdPartyReply.Refused() -> orders.advance(order.id(), OrderStatus.REJECTED);
            case ThirdPartyReply other -> throw new UnexpectedReplyException(name(), other);
        }
    }
}

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
 * Refunds a cancelled or rejected order, and closes the key of the charge, so that a later charge does nothing. It
 * always asks the gateway and never decides from local state, since the charge may be under way.
 */
record RefundPayment(ThirdParties thirdParties, OrderService orders) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("RefundPayment");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.ORDER_CANCELLED, EventType.ORDER_REJECTED);
    }

    @Override
    public void handle(Delivery delivery) {
        Order order = delivery.event().order();
        switch (thirdParties.request(ThirdPartyRequests.perOrder(Kind.REFUND, delivery, 0))) {
            case ThirdPartyReply.Refunded(long amount)
            when amount > 0 -> orders.advance(order.id(), OrderStatus.REFUNDED);
            case ThirdPartyReply.Refunded _ -> {}
            case ThirdPartyReply other -> throw new UnexpectedReplyException(name(), other);
        }
    }
}

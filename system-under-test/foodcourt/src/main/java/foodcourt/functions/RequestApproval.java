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
import java.util.Set;

/** Asks the restaurant about a paid order: it is approved, or rejected if the restaurant declines. */
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
        switch (thirdParties.request(EffectKey.perOrder(Kind.APPROVE, delivery, 0))) {
            case Reply.Applied() -> orders.advance(order.id(), OrderStatus.APPROVED);
            case Reply.Refused() -> orders.advance(order.id(), OrderStatus.REJECTED);
            case Reply other -> throw new UnexpectedReply(name(), other);
        }
    }
}

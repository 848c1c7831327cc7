package foodcourt.functions;

import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Set;

/**
 * Releases the courier of an order that has ended, if one was assigned. Closes the key in any case, so that a late
 * assignment does nothing.
 */
record ReleaseCourier(ThirdParties thirdParties) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("ReleaseCourier");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.ORDER_CANCELLED, EventType.ORDER_REJECTED, EventType.ORDER_DELIVERED);
    }

    @Override
    public void handle(Delivery delivery) {
        ThirdPartyReply reply = thirdParties.request(ThirdPartyRequests.perOrder(Kind.RELEASE, delivery, 0));
        if (!(reply instanceof ThirdPartyReply.Applied)) {
            throw new UnexpectedReplyException(name(), reply);
        }
    }
}

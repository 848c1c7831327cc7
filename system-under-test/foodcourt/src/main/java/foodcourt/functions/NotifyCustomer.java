package foodcourt.functions;

import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest.Kind;
import java.util.Set;

/** Sends the customer one push message for each event. */
record NotifyCustomer(ThirdParties thirdParties) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("NotifyCustomer");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.values());
    }

    @Override
    public void handle(Delivery delivery) {
        ThirdPartyReply reply = thirdParties.request(ThirdPartyRequests.perEvent(Kind.NOTIFY, delivery));
        if (!(reply instanceof ThirdPartyReply.Applied)) {
            throw new UnexpectedReplyException(name(), reply);
        }
    }
}

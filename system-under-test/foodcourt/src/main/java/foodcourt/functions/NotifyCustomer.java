package foodcourt.functions;

import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Reply;
import foodcourt.port.Request.Kind;
import foodcourt.port.ThirdParties;
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
        Reply reply = thirdParties.request(EffectKey.perEvent(Kind.NOTIFY, delivery));
        if (!(reply instanceof Reply.Applied)) {
            throw new UnexpectedReply(name(), reply);
        }
    }
}

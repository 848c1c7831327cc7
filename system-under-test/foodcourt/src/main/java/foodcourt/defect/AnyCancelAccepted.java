package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Reason;
import foodcourt.port.Ports;

/** A cancel of an order that another request has cancelled is acknowledged, as if this request had cancelled it. */
final class AnyCancelAccepted implements Defect {
    @Override
    public String name() {
        return "any-cancel-accepted";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult cancel(CancelOrder request) {
                CommandResult result = super.cancel(request);
                return result.equals(new CommandResult.Refused(Reason.ALREADY_CANCELLED))
                        ? ports.reads()
                                .order(request.order())
                                .<CommandResult>map(CommandResult.Accepted::new)
                                .orElse(result)
                        : result;
            }
        };
    }
}

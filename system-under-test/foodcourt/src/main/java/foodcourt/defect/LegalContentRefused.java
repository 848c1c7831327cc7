package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** An order of more than one item is refused. */
final class LegalContentRefused implements Defect {
    @Override
    public String name() {
        return "legal-content-refused";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult place(PlaceOrder request) {
                return request.items().size() > 1
                        ? new CommandResult.Refused(Reason.INVALID_ITEMS)
                        : super.place(request);
            }
        };
    }
}

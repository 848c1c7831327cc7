package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.OrderId;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** A repeated request is refused, although the first one was carried out: the app recognises no repetition. */
final class RepetitionRefused implements Defect {
    @Override
    public String name() {
        return "repetition-refused";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult place(PlaceOrder request) {
                OrderId id = OrderId.of(request.customer(), request.request());
                return ports.reads().order(id).isPresent() ? new Refused(Reason.INVALID_ITEMS) : super.place(request);
            }

            @Override
            public CommandResult cancel(CancelOrder request) {
                return ports.reads()
                                .order(request.order())
                                .filter(order -> request.request().equals(order.cancelledBy()))
                                .isPresent()
                        ? new Refused(Reason.ALREADY_CANCELLED)
                        : super.cancel(request);
            }
        };
    }
}

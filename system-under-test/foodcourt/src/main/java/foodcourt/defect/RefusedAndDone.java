package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Accepted;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.OrderStatus;
import foodcourt.port.Ports;

/** A cancel of an order that is paid for is refused as too late, though the order is cancelled. */
final class RefusedAndDone implements Defect {
    /** Placed, paid, cancelled. */
    private static final int AFTER_PAYMENT = 3;

    @Override
    public String name() {
        return "refused-and-done";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult cancel(CancelOrder request) {
                CommandResult decision = super.cancel(request);
                return decision instanceof Accepted(var order)
                                && order.status() == OrderStatus.CANCELLED
                                && order.version() >= AFTER_PAYMENT
                        ? new Refused(Reason.TOO_LATE)
                        : decision;
            }
        };
    }
}

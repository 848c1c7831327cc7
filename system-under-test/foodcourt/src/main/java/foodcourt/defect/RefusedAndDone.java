package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Accepted;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.OrderStatus;
import foodcourt.port.Ports;

/** A cancel of a paid order is refused as too late, although the order is cancelled. */
final class RefusedAndDone implements Defect {
    /** The lowest version of an order cancelled after payment: placed, paid, cancelled. */
    private static final int CANCELLED_VERSION_MIN = 3;

    @Override
    public String name() {
        return "refused-and-done";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult cancel(CancelOrder request) {
                CommandResult result = super.cancel(request);
                return result instanceof Accepted(var order)
                                && order.status() == OrderStatus.CANCELLED
                                && order.version() >= CANCELLED_VERSION_MIN
                        ? new Refused(Reason.TOO_LATE)
                        : result;
            }
        };
    }
}

package foodcourt.eventing;

import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;

/** The commands of a customer. Both are idempotent by their request ids. */
public interface OrderCommands {
    /** Places an order. A repeated request returns the order that the first one placed, as it is now. */
    CommandResult place(PlaceOrder request);

    /** Cancels an order before its courier is assigned. A repeated request is accepted again. */
    CommandResult cancel(CancelOrder request);
}

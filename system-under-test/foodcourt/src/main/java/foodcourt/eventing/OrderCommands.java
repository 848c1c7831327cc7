package foodcourt.eventing;

import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;

/** What a customer can do: the writing side. Both are idempotent by their requests. */
public interface OrderCommands {
    /** Places an order; the same request again answers the order that it placed, as it is now. */
    CommandResult place(PlaceOrder request);

    /** Cancels an order before its courier is assigned; the same request again is accepted again. */
    CommandResult cancel(CancelOrder request);
}

package foodcourt.eventing;

import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.PlaceOrder;

/** What a customer can do: the writing side. Both are idempotent by their requests. */
public interface Ordering {
    /** Places an order; the same request again answers the order that it placed, as it is now. */
    Decision place(PlaceOrder request);

    /** Cancels an order before its courier is assigned; the same request again is accepted again. */
    Decision cancel(CancelOrder request);
}

package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.PlaceOrder;

/** The sound writing side, for a defect to change a part of. */
abstract class ForwardingOrdering implements Ordering {
    private final Ordering sound;

    ForwardingOrdering(Ordering sound) {
        this.sound = sound;
    }

    @Override
    public Decision place(PlaceOrder request) {
        return sound.place(request);
    }

    @Override
    public Decision cancel(CancelOrder request) {
        return sound.cancel(request);
    }
}

package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;

/** The sound writing side, for a defect to change a part of. */
abstract class ForwardingOrdering implements OrderCommands {
    private final OrderCommands sound;

    ForwardingOrdering(OrderCommands sound) {
        this.sound = sound;
    }

    @Override
    public CommandResult place(PlaceOrder request) {
        return sound.place(request);
    }

    @Override
    public CommandResult cancel(CancelOrder request) {
        return sound.cancel(request);
    }
}

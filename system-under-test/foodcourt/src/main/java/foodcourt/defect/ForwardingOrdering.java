package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;

/** Commands that forward to the sound ones; a defect changes a part of them. */
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

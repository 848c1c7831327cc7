package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** Whoever places an order is answered without its total. */
final class AnswerWithWrongTotal implements Defect {
    @Override
    public String name() {
        return "answer-with-wrong-total";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult place(PlaceOrder request) {
                CommandResult decision = super.place(request);
                return decision instanceof CommandResult.Accepted(var order)
                        ? new CommandResult.Accepted(TotalTooHigh.costing(order, 0))
                        : decision;
            }
        };
    }
}

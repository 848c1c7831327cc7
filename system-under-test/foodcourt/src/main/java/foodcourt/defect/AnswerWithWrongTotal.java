package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CommandResult;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** The answer to a new order lacks its total: it says 0. */
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
                CommandResult result = super.place(request);
                return result instanceof CommandResult.Accepted(var order)
                        ? new CommandResult.Accepted(TotalTooHigh.withTotal(order, 0))
                        : result;
            }
        };
    }
}

package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.Order;
import foodcourt.port.Ports;
import java.util.Optional;

/** A cancel is answered with the order as it was read before the cancel. */
final class AnswerBeforeEffect implements Defect {
    @Override
    public String name() {
        return "answer-before-effect";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult cancel(CancelOrder request) {
                Optional<Order> before = ports.reads().order(request.order());
                CommandResult result = super.cancel(request);
                return result instanceof CommandResult.Accepted && before.isPresent()
                        ? new CommandResult.Accepted(before.get())
                        : result;
            }
        };
    }
}

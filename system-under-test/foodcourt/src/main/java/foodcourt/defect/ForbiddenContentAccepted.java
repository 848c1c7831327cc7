package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CommandResult;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;
import java.util.List;

/** An order with forbidden items is placed with an item of the app's choice instead of being refused. */
final class ForbiddenContentAccepted implements Defect {
    private static final OrderItem REPLACEMENT = new OrderItem("dish of the day", 1, 500);

    @Override
    public String name() {
        return "forbidden-content-accepted";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult place(PlaceOrder request) {
                return super.place(
                        request.refusal().isEmpty()
                                ? request
                                : new PlaceOrder(
                                        request.customer(),
                                        request.request(),
                                        request.restaurant(),
                                        List.of(REPLACEMENT)));
            }
        };
    }
}

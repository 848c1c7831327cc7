package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CommandResult;
import foodcourt.order.Order;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A request id is looked up across all customers: a second customer who uses it gets the order of the first. */
final class RequestIdUnscoped implements Defect {
    @Override
    public String name() {
        return "request-id-unscoped";
    }

    @Override
    public OrderCommands orders(OrderCommands sound, Ports ports) {
        Map<RequestId, Order> known = Collections.synchronizedMap(new TreeMap<>());
        return new ForwardingOrdering(sound) {
            @Override
            public CommandResult place(PlaceOrder request) {
                Order first = known.get(request.request());
                if (first != null && !first.customer().equals(request.customer())) {
                    return new CommandResult.Accepted(first);
                }
                CommandResult result = super.place(request);
                if (result instanceof CommandResult.Accepted(var order)) {
                    known.putIfAbsent(request.request(), order);
                }
                return result;
            }
        };
    }
}

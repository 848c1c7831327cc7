package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.Decision;
import foodcourt.order.Order;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A request id is taken for one of all customers: the second customer to use it gets the order of the first. */
final class RequestIdUnscoped implements Defect {
    @Override
    public String name() {
        return "request-id-unscoped";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        Map<RequestId, Order> known = Collections.synchronizedMap(new TreeMap<>());
        return new ForwardingOrdering(sound) {
            @Override
            public Decision place(PlaceOrder request) {
                Order first = known.get(request.request());
                if (first != null && !first.customer().equals(request.customer())) {
                    return new Decision.Accepted(first);
                }
                Decision decision = super.place(request);
                if (decision instanceof Decision.Accepted(var order)) {
                    known.putIfAbsent(request.request(), order);
                }
                return decision;
            }
        };
    }
}

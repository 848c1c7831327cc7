package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The list of a customer's orders is a buffer that still holds the previous customer's orders. */
final class OrdersOfOthersShown implements Defect {
    @Override
    public String name() {
        return "orders-of-others-shown";
    }

    @Override
    public Ports ports(Ports sound) {
        AtomicReference<List<Order>> buffer = new AtomicReference<>(List.of());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public List<Order> ordersOf(CustomerId customer) {
                List<Order> own = super.ordersOf(customer);
                List<Order> all = new ArrayList<>(own);
                all.addAll(buffer.getAndSet(own));
                return all;
            }
        });
    }
}

package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node keeps the first non-empty list of orders that it reads for a customer, and shows it first to each returning
 * subscriber.
 */
final class OldStateOnReturn implements Defect {
    @Override
    public String name() {
        return "old-state-on-return";
    }

    @Override
    public Ports ports(Ports sound) {
        Map<CustomerId, List<Order>> kept = Collections.synchronizedMap(new TreeMap<>());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public List<Order> ordersOf(CustomerId customer) {
                List<Order> now = super.ordersOf(customer);
                if (!now.isEmpty()) {
                    kept.putIfAbsent(customer, now);
                }
                return kept.getOrDefault(customer, now);
            }
        });
    }
}

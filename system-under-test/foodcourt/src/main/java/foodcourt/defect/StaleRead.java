package foodcourt.defect;

import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node keeps each order as it first read it, and answers later reads from that copy. */
final class StaleRead implements Defect {
    @Override
    public String name() {
        return "stale-read";
    }

    @Override
    public Ports ports(Ports sound) {
        Map<OrderId, Order> kept = Collections.synchronizedMap(new TreeMap<>());
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Optional<Order> order(OrderId id) {
                super.order(id).ifPresent(order -> kept.putIfAbsent(id, order));
                return Optional.ofNullable(kept.get(id));
            }
        });
    }
}

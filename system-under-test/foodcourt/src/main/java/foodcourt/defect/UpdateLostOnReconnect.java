package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.ForwardingReads;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Subscribers get only new changes: neither the present state when they reconnect, nor the changes that a broken
 * connection has lost (hasura/graphql-engine#5099).
 */
final class UpdateLostOnReconnect implements Defect {
    @Override
    public String name() {
        return "update-lost-on-reconnect";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Optional<Order> order(OrderId id) {
                return Optional.empty();
            }

            @Override
            public List<Order> ordersOf(CustomerId customer) {
                return List.of();
            }

            @Override
            public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
                return List.of();
            }
        });
    }
}

package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Subscribers get what happens from now on and nothing else: neither the present state when they come back, nor what a
 * broken line has swallowed (hasura/graphql-engine#5099).
 */
final class UpdateLostOnReconnect implements Defect {
    @Override
    public String name() {
        return "update-lost-on-reconnect";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new NewsAlone(sound.reads()));
    }

    private record NewsAlone(ReadModels sound) implements ReadModels {
        @Override
        public Optional<Order> order(OrderId id) {
            return Optional.empty();
        }

        @Override
        public List<Order> orders(Set<OrderId> ids) {
            return sound.orders(ids);
        }

        @Override
        public List<Order> ordersOf(CustomerId customer) {
            return List.of();
        }

        @Override
        public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
            return List.of();
        }

        @Override
        public Board board(RestaurantId restaurant) {
            return sound.board(restaurant);
        }

        @Override
        public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
            return sound.boardRevisions(restaurants);
        }

        @Override
        public List<DeadLetter> deadLetters(int limit) {
            return sound.deadLetters(limit);
        }
    }
}

package foodcourt.defect;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.Mutex;
import foodcourt.port.OrderVersion;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was ever watched is read at each resync for ever after, though its subscribers have left: a leak. */
final class NeverForgetsSubscribers implements Defect {
    @Override
    public String name() {
        return "never-forgets-subscribers";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new Remembering(
                sound.reads(), sound.threads().newMutex(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
    }

    private record Remembering(
            ReadModels sound,
            Mutex mutex,
            Set<OrderId> orders,
            Set<CustomerId> customers,
            Set<RestaurantId> restaurants)
            implements ReadModels {
        @Override
        public Optional<Order> order(OrderId id) {
            return sound.order(id);
        }

        @Override
        public List<Order> orders(Set<OrderId> ids) {
            return sound.orders(ids);
        }

        @Override
        public List<Order> ordersOf(CustomerId customer) {
            return sound.ordersOf(customer);
        }

        @Override
        public List<OrderVersion> versions(Set<OrderId> watched, Set<CustomerId> watching) {
            return sound.versions(all(orders, watched), all(customers, watching));
        }

        @Override
        public Board board(RestaurantId restaurant) {
            return sound.board(restaurant);
        }

        @Override
        public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> watched) {
            return sound.boardRevisions(all(restaurants, watched));
        }

        /** All that were ever watched, these among them. */
        private <T> Set<T> all(Set<T> remembered, Set<T> watched) {
            return mutex.locked(() -> {
                remembered.addAll(watched);
                return new TreeSet<>(remembered);
            });
        }

        @Override
        public List<DeadLetter> deadLetters(int limit) {
            return sound.deadLetters(limit);
        }
    }
}

package tribunal.fault;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads of a node, with a witness of those that it makes for its subscribers: who watches what, by what the node asks its
 * store for and not by its own word. Each entity is reported at most once in {@link #INTERVAL}.
 */
final class WitnessedReads implements ReadModels {
    /** Between two reports of one entity. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ReadModels sound;
    private final ChannelWitness witness;
    private final Map<String, Long> reported = new ConcurrentHashMap<>();

    WitnessedReads(ReadModels sound, ChannelWitness witness) {
        this.sound = sound;
        this.witness = witness;
    }

    private void reads(String entity) {
        long now = witness.at();
        Long before = reported.get(entity);
        if (before == null || now - before >= INTERVAL.toNanos()) {
            reported.put(entity, now);
            witness.changesRead(entity);
        }
    }

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
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        orders.forEach(order -> reads("order:" + order));
        customers.forEach(customer -> reads("customer:" + customer));
        return sound.versions(orders, customers);
    }

    @Override
    public Board board(RestaurantId restaurant) {
        return sound.board(restaurant);
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        restaurants.forEach(restaurant -> reads("board:" + restaurant));
        return sound.boardRevisions(restaurants);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return sound.deadLetters(limit);
    }
}

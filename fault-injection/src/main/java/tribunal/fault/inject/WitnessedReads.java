package tribunal.fault.inject;

import foodcourt.order.CustomerId;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.ForwardingReads;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reads of a node, with a witness of those that it makes for its subscribers: who watches what, by what the node asks its
 * store for and not by its own word. Each entity is reported at most once in {@link #INTERVAL}.
 */
final class WitnessedReads extends ForwardingReads {
    /** Between two reports of one entity. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ChannelWitness witness;
    private final Map<String, Long> reported = new ConcurrentHashMap<>();

    WitnessedReads(ReadModels sound, ChannelWitness witness) {
        super(sound);
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
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        orders.forEach(order -> reads("order:" + order));
        customers.forEach(customer -> reads("customer:" + customer));
        return super.versions(orders, customers);
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        restaurants.forEach(restaurant -> reads("board:" + restaurant));
        return super.boardRevisions(restaurants);
    }
}

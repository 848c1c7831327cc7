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
 * Records a node's reads for its subscribers: its queries show who watches what, without relying on its own statements.
 * Each entity is reported at most once in {@link #INTERVAL}.
 */
final class WitnessedReads extends ForwardingReads {
    /** The minimum time between two reports of one entity. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ChannelWitness witness;
    private final Map<String, Long> reported = new ConcurrentHashMap<>();

    WitnessedReads(ReadModels delegate, ChannelWitness witness) {
        super(delegate);
        this.witness = witness;
    }

    private void report(String topic) {
        long now = witness.now();
        Long before = reported.get(topic);
        if (before == null || now - before >= INTERVAL.toNanos()) {
            reported.put(topic, now);
            witness.changesRead(topic);
        }
    }

    @Override
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        orders.forEach(order -> report("order:" + order));
        customers.forEach(customer -> report("customer:" + customer));
        return super.versions(orders, customers);
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        restaurants.forEach(restaurant -> report("board:" + restaurant));
        return super.boardRevisions(restaurants);
    }
}

package foodcourt.port;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Read models that forward to others; subclasses change or watch a part of them. */
public abstract class ForwardingReads implements ReadModels {
    private final ReadModels sound;

    protected ForwardingReads(ReadModels sound) {
        this.sound = sound;
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
        return sound.versions(orders, customers);
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

package tribunal.simulation.world;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads of the store that take virtual time: the result may be outdated when it arrives. */
record DelayedReads(SimulatedDatabase database, ReadModels store) implements ReadModels {
    private <T> T read(Supplier<T> statement) {
        int before = database.cuts();
        database.delay(TypicalLatencies.STATEMENT);
        T answer = statement.get();
        database.delay(TypicalLatencies.ANSWER);
        if (database.isCut() || database.cuts() != before) {
            throw SimulatedDatabase.unreachable("the store cannot be reached");
        }
        return answer;
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return read(() -> store.order(id));
    }

    @Override
    public List<Order> orders(Set<OrderId> ids) {
        return read(() -> store.orders(ids));
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return read(() -> store.ordersOf(customer));
    }

    @Override
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        return read(() -> store.versions(orders, customers));
    }

    @Override
    public Board board(RestaurantId restaurant) {
        return read(() -> store.board(restaurant));
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        return read(() -> store.boardRevisions(restaurants));
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return read(() -> store.deadLetters(limit));
    }
}

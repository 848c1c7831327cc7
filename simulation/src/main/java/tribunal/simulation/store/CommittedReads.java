package tribunal.simulation.store;

import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.DeadLetter;
import foodcourt.port.OrderVersion;
import foodcourt.port.ReadModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.simulation.store.Tables.StoredOrder;

/** Reads outside any transaction: each sees exactly the committed rows. */
final class CommittedReads implements ReadModels {
    private static final Comparator<StoredOrder> OLDEST_FIRST = Comparator.comparingLong(StoredOrder::placedAt)
            .thenComparing(stored -> stored.order().id().toString());

    private final Tables tables;
    private final DeliveryTable deliveries;

    CommittedReads(Tables tables, DeliveryTable deliveries) {
        this.tables = tables;
        this.deliveries = deliveries;
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return tables.order(id).committed().map(StoredOrder::order);
    }

    @Override
    public List<Order> orders(Set<OrderId> ids) {
        List<Order> orders = new ArrayList<>();
        for (OrderId id : new TreeSet<>(ids)) {
            order(id).ifPresent(orders::add);
        }
        return orders;
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        List<StoredOrder> stored = new ArrayList<>();
        for (VersionedRow<StoredOrder> row : tables.ordersOf(customer)) {
            row.committed().ifPresent(stored::add);
        }
        stored.sort(OLDEST_FIRST);
        List<Order> orders = new ArrayList<>(stored.size());
        stored.subList(Math.max(0, stored.size() - ORDERS_MAX), stored.size())
                .forEach(latest -> orders.add(latest.order()));
        return orders;
    }

    @Override
    public List<OrderVersion> versions(Set<OrderId> orders, Set<CustomerId> customers) {
        Map<OrderId, OrderVersion> versions = new TreeMap<>();
        for (OrderId id : orders) {
            order(id).ifPresent(order -> add(order, versions));
        }
        for (CustomerId customer : customers) {
            for (VersionedRow<StoredOrder> row : tables.ordersOf(customer)) {
                row.committed().ifPresent(stored -> add(stored.order(), versions));
            }
        }
        return List.copyOf(versions.values());
    }

    private static void add(Order order, Map<OrderId, OrderVersion> versions) {
        versions.put(order.id(), new OrderVersion(order.id(), order.customer(), order.version()));
    }

    @Override
    public Board board(RestaurantId restaurant) {
        return tables.board(restaurant).committed().orElseGet(() -> new Board(restaurant, 0, new TreeMap<>()));
    }

    @Override
    public Map<RestaurantId, Long> boardRevisions(Set<RestaurantId> restaurants) {
        Map<RestaurantId, Long> present = new TreeMap<>();
        for (RestaurantId restaurant : restaurants) {
            tables.board(restaurant).committed().ifPresent(board -> present.put(restaurant, board.revision()));
        }
        return present;
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return deliveries.deadLetters(limit);
    }
}

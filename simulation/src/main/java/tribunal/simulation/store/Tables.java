package tribunal.simulation.store;

import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of orders, events and boards. A row that no transaction has committed yet exists, but is empty. */
final class Tables {
    /** A row of {@code customer_order}; {@code placedAt} is in microseconds since the epoch. */
    record StoredOrder(Order order, long placedAt) {
        /** Returns the row that an INSERT writes: not cancelled. */
        static StoredOrder inserted(Order order, long at) {
            return new StoredOrder(with(order, order.status(), order.version(), null), at);
        }

        /** Returns the row that an UPDATE to the next version writes; other columns keep their values. */
        StoredOrder updatedTo(Order next) {
            return new StoredOrder(with(order, next.status(), next.version(), next.cancelledBy()), placedAt);
        }

        private static Order with(Order order, OrderStatus status, int version, @Nullable RequestId cancelledBy) {
            return new Order(
                    order.id(),
                    order.customer(),
                    order.restaurant(),
                    order.placedBy(),
                    order.items(),
                    order.totalCents(),
                    status,
                    version,
                    cancelledBy);
        }
    }

    private final Map<OrderId, VersionedRow<StoredOrder>> orders = new LinkedHashMap<>();
    private final Map<CustomerId, List<VersionedRow<StoredOrder>>> byCustomer = new LinkedHashMap<>();
    private final Map<EventId, VersionedRow<Event>> events = new LinkedHashMap<>();
    private final Map<EventId, VersionedRow<EventId>> counted = new LinkedHashMap<>();
    /** A board's counts are written only by a transaction that has written its revision, so both are a single row. */
    private final Map<RestaurantId, VersionedRow<Board>> boards = new TreeMap<>();

    VersionedRow<StoredOrder> order(OrderId id) {
        return orders.getOrDefault(id, new VersionedRow<>());
    }

    VersionedRow<StoredOrder> rowFor(Order order) {
        return orders.computeIfAbsent(order.id(), _ -> {
            VersionedRow<StoredOrder> row = new VersionedRow<>();
            byCustomer.computeIfAbsent(order.customer(), _ -> new ArrayList<>()).add(row);
            return row;
        });
    }

    List<VersionedRow<StoredOrder>> ordersOf(CustomerId customer) {
        return byCustomer.getOrDefault(customer, List.of());
    }

    /** The row of an event. The id suffices: order, type and ordinal, which are unique too, make the id. */
    VersionedRow<Event> event(EventId id) {
        return events.computeIfAbsent(id, _ -> new VersionedRow<>());
    }

    /** Returns the row that marks an event as counted on a board. */
    VersionedRow<EventId> counted(EventId event) {
        return counted.computeIfAbsent(event, _ -> new VersionedRow<>());
    }

    VersionedRow<Board> board(RestaurantId restaurant) {
        return boards.computeIfAbsent(restaurant, _ -> new VersionedRow<>());
    }

    Collection<VersionedRow<Board>> boards() {
        return boards.values();
    }
}

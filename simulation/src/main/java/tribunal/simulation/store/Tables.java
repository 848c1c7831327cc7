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

/** Orders, the event log and the boards. A row that nobody has committed yet is there, but empty. */
final class Tables {
    /**
     * A row of {@code customer_order}.
     *
     * @param placedAt in microseconds since the epoch
     */
    record StoredOrder(Order order, long placedAt) {
        /** What an INSERT writes: nobody has cancelled it yet. */
        static StoredOrder inserted(Order order, long at) {
            return new StoredOrder(with(order, order.status(), order.version(), null), at);
        }

        /** What an UPDATE writes of the next version; the other columns stay as they are. */
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
    /** A board's counts are written only by who has written its revision, so they are one row. */
    private final Map<RestaurantId, VersionedRow<Board>> boards = new TreeMap<>();

    VersionedRow<StoredOrder> order(OrderId id) {
        return orders.getOrDefault(id, new VersionedRow<>());
    }

    /** The row to insert this order into. */
    VersionedRow<StoredOrder> roomFor(Order order) {
        return orders.computeIfAbsent(order.id(), _ -> {
            VersionedRow<StoredOrder> row = new VersionedRow<>();
            byCustomer.computeIfAbsent(order.customer(), _ -> new ArrayList<>()).add(row);
            return row;
        });
    }

    List<VersionedRow<StoredOrder>> ordersOf(CustomerId customer) {
        return byCustomer.getOrDefault(customer, List.of());
    }

    /** By its id alone: order, type and ordinal, which are unique too, make the id. */
    VersionedRow<Event> event(EventId id) {
        return events.computeIfAbsent(id, _ -> new VersionedRow<>());
    }

    /** That this event has been counted on a board. */
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

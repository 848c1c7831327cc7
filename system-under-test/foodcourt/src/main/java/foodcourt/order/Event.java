package foodcourt.order;

import org.jspecify.annotations.Nullable;

/**
 * A domain fact, written with the state change that it tells of and never changed after.
 *
 * @param ordinal 1 for the order's first event of this type
 * @param order as the change left it
 * @param from the status before; null for the order's first event
 */
public record Event(
        EventId id,
        EventType type,
        int ordinal,
        Order order,
        @Nullable OrderStatus from) {
    /** No status can be entered twice, so each event of an order is the first of its type. */
    private static final int FIRST = 1;

    /** The event that tells how an order came from a status (null: from nowhere) to where it is now. */
    public static Event of(Order order, @Nullable OrderStatus from) {
        EventType type = EventType.entering(order.status());
        return new Event(EventId.of(order.id(), type, FIRST), type, FIRST, order, from);
    }
}

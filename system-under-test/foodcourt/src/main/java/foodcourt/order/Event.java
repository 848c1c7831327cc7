package foodcourt.order;

import org.jspecify.annotations.Nullable;

/**
 * A domain fact, written with the state change that it records, and never changed afterwards.
 *
 * @param ordinal 1 for the order's first event of this type
 * @param order the order after the change
 * @param from the status before the change; null for the order's first event
 */
public record Event(
        EventId id,
        EventType type,
        int ordinal,
        Order order,
        @Nullable OrderStatus from) {
    /** No status can be entered twice, so each event of an order is the first of its type. */
    private static final int FIRST = 1;

    /**
     * The event of an order that has just entered its present status.
     *
     * @param from the status before; null if the order is new
     */
    public static Event of(Order order, @Nullable OrderStatus from) {
        EventType type = EventType.entering(order.status());
        return new Event(EventId.of(order.id(), type, FIRST), type, FIRST, order, from);
    }
}

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
        @Nullable OrderStatus from) {}

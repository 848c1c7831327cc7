package foodcourt.port;

import foodcourt.order.EventId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import org.jspecify.annotations.Nullable;

/**
 * The move of one order on a board, from one status to another.
 *
 * @param event the event behind the change, which is counted once
 * @param from the status that the order left; null if the order is new
 */
public record BoardChange(
        EventId event, RestaurantId restaurant, @Nullable OrderStatus from, OrderStatus to) {}

package foodcourt.port;

import foodcourt.order.EventId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import org.jspecify.annotations.Nullable;

/**
 * One order left {@code from} (null: it is new) and entered {@code to}.
 *
 * @param event what makes it the same change when it comes again; null counts it each time
 */
public record BoardChange(
        @Nullable EventId event,
        RestaurantId restaurant,
        @Nullable OrderStatus from,
        OrderStatus to) {}

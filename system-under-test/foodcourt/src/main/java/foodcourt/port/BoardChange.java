package foodcourt.port;

import foodcourt.order.EventId;
import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import org.jspecify.annotations.Nullable;

/** One order left {@code from} (null: it is new) and entered {@code to}. */
public record BoardChange(
        EventId event, RestaurantId restaurant, @Nullable OrderStatus from, OrderStatus to) {}

package foodcourt.port;

import foodcourt.order.EventType;
import foodcourt.order.OrderId;

/** A delivery that was given up. */
public record DeadLetter(DeliveryId id, EventType type, OrderId order, int attempts, String why) {}

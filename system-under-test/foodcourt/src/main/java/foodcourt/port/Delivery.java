package foodcourt.port;

import foodcourt.order.Event;
import java.time.Instant;

/**
 * One attempt to deliver an event to a function.
 *
 * @param attempt 1 for the first; counted at the claim
 * @param due the earliest time to hand the event over, by the database's clock
 */
public record Delivery(DeliveryId id, Event event, int attempt, FencingToken token, Instant due) {}

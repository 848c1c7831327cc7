package foodcourt.port;

import foodcourt.order.Event;
import java.time.Instant;

/**
 * One try at delivering an event to a function.
 *
 * @param attempt 1 for the first, counted at the claim
 * @param due not to be handed over before; by the database's clock
 */
public record Delivery(DeliveryId id, Event event, int attempt, FencingToken token, Instant due) {}

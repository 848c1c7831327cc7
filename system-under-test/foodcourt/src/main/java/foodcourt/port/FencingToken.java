package foodcourt.port;

/**
 * A fencing token. Each claim gets a higher one, and only the newest may settle (Kleppmann, "How to do distributed
 * locking").
 */
public record FencingToken(DeliveryId delivery, long value) {}

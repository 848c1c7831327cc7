package foodcourt.port;

/** The way from dispatcher to function: in process, or over a network. */
public interface DeliveryChannel {
    /** Hands a delivery over and waits for the answer. Never throws for what the function did. */
    DeliveryResult deliver(Delivery delivery);
}

package foodcourt.port;

/** The channel from dispatcher to function: in process, or over a network. */
public interface DeliveryChannel {
    /** Hands a delivery over and waits for the answer. A failure of the function is a result, never an exception. */
    DeliveryResult deliver(Delivery delivery);
}

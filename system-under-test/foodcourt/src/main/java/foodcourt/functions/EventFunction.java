package foodcourt.functions;

import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import java.util.Set;

/**
 * A function that reacts to one event: small, idempotent and independent of the order of events. It may run twice,
 * concurrently or late, and may crash after any step.
 */
public interface EventFunction {
    FunctionName name();

    Set<EventType> events();

    /** Reacts to an event. Returning means done; throwing means that the delivery is retried. */
    void handle(Delivery delivery);
}

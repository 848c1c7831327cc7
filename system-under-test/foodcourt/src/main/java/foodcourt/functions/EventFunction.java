package foodcourt.functions;

import foodcourt.order.EventType;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import java.util.Set;

/**
 * Code that reacts to one event: small, idempotent, indifferent to order. It may run twice, at once or late, and may die
 * after any step.
 */
public interface EventFunction {
    FunctionName name();

    /** The types of event that it is to be delivered. */
    Set<EventType> events();

    /** Reacts; returning means done, throwing means to be tried again. */
    void handle(Delivery delivery);
}

package foodcourt.port;

import foodcourt.order.EventId;

/** The identity of a delivery: one event for one function. */
public record DeliveryId(EventId event, FunctionName function) {
    @Override
    public String toString() {
        return event + "/" + function;
    }
}

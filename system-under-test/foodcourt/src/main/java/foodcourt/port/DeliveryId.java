package foodcourt.port;

import foodcourt.order.EventId;

/** One event for one function. */
public record DeliveryId(EventId event, FunctionName function) {
    @Override
    public String toString() {
        return event + "/" + function;
    }
}

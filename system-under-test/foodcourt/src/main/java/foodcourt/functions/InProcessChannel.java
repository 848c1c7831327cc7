package foodcourt.functions;

import foodcourt.port.Delivery;
import foodcourt.port.DeliveryChannel;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FunctionName;
import java.util.Map;
import java.util.Optional;

/** Calls functions in the dispatcher's own process. It is created before Foodcourt, so it gets the functions later. */
public final class InProcessChannel implements DeliveryChannel {
    private volatile Map<FunctionName, EventFunction> functions = Map.of();

    /** Sets the functions to call. Must be called once, before the dispatcher starts. */
    public void serve(Map<FunctionName, EventFunction> byName) {
        functions = byName;
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        EventFunction function = functions.get(delivery.id().function());
        if (function == null) {
            return new DeliveryResult.Failed(
                    Optional.empty(), false, "no function " + delivery.id().function());
        }
        try {
            function.handle(delivery);
            return new DeliveryResult.Done();
        } catch (RuntimeException e) {
            return new DeliveryResult.Failed(Optional.empty(), false, e.toString());
        }
    }
}

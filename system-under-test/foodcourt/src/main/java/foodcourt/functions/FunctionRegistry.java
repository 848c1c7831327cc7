package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The functions of Foodcourt by the types of event that they react to. */
public final class FunctionRegistry {
    private final SortedMap<FunctionName, EventFunction> byName = new TreeMap<>();

    /** Creates all functions. */
    public static List<EventFunction> all(Ports ports, OrderService orders) {
        return List.of(
                new ChargePayment(ports.thirdParties(), orders),
                new RequestApproval(ports.thirdParties(), orders),
                new AssignCourier(ports.thirdParties(), orders),
                new CompleteDelivery(orders),
                new RefundPayment(ports.thirdParties(), orders),
                new ReleaseCourier(ports.thirdParties()),
                new NotifyCustomer(ports.thirdParties()),
                new ProjectRestaurantBoard(ports.transactions(), ports.hints()));
    }

    /** Adds a function; all must be added before the app starts. */
    public void add(EventFunction function) {
        byName.put(function.name(), function);
    }

    /** The functions that react to events of this type, in alphabetical order. */
    public List<FunctionName> reactingTo(EventType type) {
        return byName.values().stream()
                .filter(function -> function.events().contains(type))
                .map(EventFunction::name)
                .toList();
    }

    /** All functions by name, in alphabetical order. */
    public Map<FunctionName, EventFunction> byName() {
        return byName;
    }
}

package foodcourt.functions;

import foodcourt.eventing.OrderService;
import foodcourt.order.EventType;
import foodcourt.port.FunctionName;
import foodcourt.port.Ports;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The functions of Foodcourt by the types of event that they react to. */
public final class FunctionRegistry {
    private final SortedMap<FunctionName, EventFunction> byName = new TreeMap<>();

    /** @param wrapping wraps each function; identity in the sound app */
    public FunctionRegistry(Ports ports, UnaryOperator<EventFunction> wrapping) {
        OrderService orders = new OrderService(ports.transactions(), ports.hints(), this::reactingTo);
        List.of(
                        new ChargePayment(ports.thirdParties(), orders),
                        new RequestApproval(ports.thirdParties(), orders),
                        new AssignCourier(ports.thirdParties(), orders),
                        new CompleteDelivery(orders),
                        new RefundPayment(ports.thirdParties(), orders),
                        new ReleaseCourier(ports.thirdParties()),
                        new NotifyCustomer(ports.thirdParties()),
                        new ProjectRestaurantBoard(ports.transactions(), ports.hints()))
                .forEach(function -> byName.put(function.name(), wrapping.apply(function)));
    }

    /** In alphabetical order. */
    public List<FunctionName> reactingTo(EventType type) {
        return byName.values().stream()
                .filter(function -> function.events().contains(type))
                .map(EventFunction::name)
                .toList();
    }

    /** In alphabetical order. */
    public Map<FunctionName, EventFunction> byName() {
        return byName;
    }
}

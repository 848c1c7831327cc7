package tribunal.fault.plan;

import java.util.Set;

/**
 * The identity of one attempt at a delivery. Its parts are the same in every run and do not depend on timing.
 *
 * @param ordinal 1 for the order's first event of this type
 * @param number 1 for the first attempt
 */
public record AttemptKey(String order, String eventType, int ordinal, String function, int number) {
    /** Functions that cause an order's next event. While such a delivery is held, only a cancel can cause one. */
    private static final Set<String> STATE_CHANGING_FUNCTIONS =
            Set.of("ChargePayment", "RequestApproval", "AssignCourier", "CompleteDelivery", "RefundPayment");

    private static final Set<String> WITHOUT_THIRD_PARTY = Set.of("CompleteDelivery", "ProjectRestaurantBoard");

    /** The n-th attempt at the same delivery; 0 means the delivery itself. */
    AttemptKey numbered(int n) {
        return new AttemptKey(order, eventType, ordinal, function, n);
    }

    /** Whether another function or a cancel can cause a later event of the order while this attempt is held. */
    boolean laterEventCanArise(PlannedOrder order) {
        boolean fansOut = !STATE_CHANGING_FUNCTIONS.contains(function);
        return switch (eventType) {
            case "OrderPlaced", "OrderPaid", "OrderApproved" -> fansOut || order.cancels();
            case "CourierAssigned", "OrderCancelled", "OrderRejected" -> fansOut;
            default -> false;
        };
    }

    /** Whether the function makes a request to a third party. */
    boolean asksThirdParty() {
        return !WITHOUT_THIRD_PARTY.contains(function);
    }

    /** All parts as text: {@code order/OrderPlaced#1,ChargePayment,1}. */
    public String key() {
        return order + "/" + eventType + "#" + ordinal + "," + function + "," + number;
    }
}

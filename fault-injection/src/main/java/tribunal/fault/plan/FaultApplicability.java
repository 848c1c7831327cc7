package tribunal.fault.plan;

import java.util.Set;

/** Where in Foodcourt's flow a fate can come to pass; planned anywhere else, it would be a fault in name only. */
final class FaultApplicability {
    /** Each makes the next event of the chain, so while one of them is held that event cannot come. */
    private static final Set<String> MOVING_ON =
            Set.of("ChargePayment", "RequestApproval", "AssignCourier", "CompleteDelivery", "RefundPayment");

    private static final Set<String> KEEPING_TO_THEMSELVES = Set.of("CompleteDelivery", "ProjectRestaurantBoard");

    private FaultApplicability() {}

    /** Whether a later event of the same order can arise while this attempt is held: by another function, or by a cancel. */
    static boolean laterEventCanArise(AttemptKey attempt, PlannedOrder order) {
        boolean fansOut = !MOVING_ON.contains(attempt.function());
        return switch (attempt.eventType()) {
            case "OrderPlaced", "OrderPaid", "OrderApproved" -> fansOut || order.cancels();
            case "CourierAssigned", "OrderCancelled", "OrderRejected" -> fansOut;
            default -> false;
        };
    }

    static boolean asksThirdParty(AttemptKey attempt) {
        return !KEEPING_TO_THEMSELVES.contains(attempt.function());
    }
}

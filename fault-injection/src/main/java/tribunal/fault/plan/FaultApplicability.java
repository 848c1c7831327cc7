package tribunal.fault.plan;

import java.util.Set;

/** Decides which fates can take effect at which attempts of Foodcourt; a fault elsewhere would have no effect. */
final class FaultApplicability {
    /** Functions that create the chain's next event, which cannot occur while one of their deliveries is held. */
    private static final Set<String> CHAIN_FUNCTIONS =
            Set.of("ChargePayment", "RequestApproval", "AssignCourier", "CompleteDelivery", "RefundPayment");

    private static final Set<String> WITHOUT_THIRD_PARTY = Set.of("CompleteDelivery", "ProjectRestaurantBoard");

    private FaultApplicability() {}

    /** Whether another function or a cancel can cause a later event of the order while this attempt is held. */
    static boolean laterEventCanArise(AttemptKey attempt, PlannedOrder order) {
        boolean fansOut = !CHAIN_FUNCTIONS.contains(attempt.function());
        return switch (attempt.eventType()) {
            case "OrderPlaced", "OrderPaid", "OrderApproved" -> fansOut || order.cancels();
            case "CourierAssigned", "OrderCancelled", "OrderRejected" -> fansOut;
            default -> false;
        };
    }

    static boolean asksThirdParty(AttemptKey attempt) {
        return !WITHOUT_THIRD_PARTY.contains(attempt.function());
    }
}

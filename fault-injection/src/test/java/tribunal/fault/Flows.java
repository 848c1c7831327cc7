package tribunal.fault;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.fault.plan.EventFlow;
import tribunal.fault.plan.EventFlow.EventKind;

/** What plans in tests know of the app. */
public final class Flows {
    private static final EventKind CANCELLABLE = new EventKind(false, true, true);
    private static final EventKind FOLLOWED = new EventKind(false, true, false);
    private static final EventKind LAST = new EventKind(false, false, false);

    public static final EventFlow FOODCOURT = new EventFlow(
            new TreeSet<>(
                    Set.of("ChargePayment", "RequestApproval", "AssignCourier", "CompleteDelivery", "RefundPayment")),
            new TreeSet<>(Set.of(
                    "ChargePayment",
                    "RequestApproval",
                    "AssignCourier",
                    "RefundPayment",
                    "ReleaseCourier",
                    "NotifyCustomer")),
            new TreeMap<>(Map.of(
                    "OrderPlaced", new EventKind(true, true, true),
                    "OrderPaid", CANCELLABLE,
                    "OrderApproved", CANCELLABLE,
                    "CourierAssigned", FOLLOWED,
                    "OrderCancelled", FOLLOWED,
                    "OrderRejected", FOLLOWED,
                    "OrderDelivered", LAST,
                    "OrderRefunded", LAST)));

    private Flows() {}
}

package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.Model;
import tribunal.history.Model.Effect;
import tribunal.history.Model.FinalCondition;
import tribunal.history.Model.Reaction;
import tribunal.history.Model.Transition;

/** The model that test histories are judged by. */
final class Foodcourt {
    static final List<String> ENDINGS = List.of("OrderCancelled", "OrderRejected", "OrderDelivered");
    static final List<String> EVERY = List.of(
            "OrderPlaced",
            "OrderPaid",
            "OrderApproved",
            "CourierAssigned",
            "OrderDelivered",
            "OrderCancelled",
            "OrderRejected",
            "OrderRefunded");
    static final Model MODEL = new Model(
            "foodcourt",
            new TreeMap<>(),
            transitions(),
            functions(),
            new TreeMap<>(Map.of(
                    "DELIVERED", FinalCondition.ALWAYS,
                    "CANCELLED", FinalCondition.ALWAYS,
                    "REJECTED", FinalCondition.ALWAYS,
                    "REFUNDED", FinalCondition.ALWAYS)),
            new TreeMap<>(Map.of(
                    "cancel", List.of("CANCELLED", "REFUNDED"),
                    "charge-refused", List.of("REJECTED"),
                    "approve-refused", List.of("REJECTED", "REFUNDED"),
                    "none-free", List.of("REJECTED", "REFUNDED"),
                    "otherwise", List.of("DELIVERED"))),
            effects(),
            List.of("COURIER_ASSIGNED"),
            new TreeMap<>(),
            new TreeMap<>(),
            null,
            5);

    private Foodcourt() {}

    private static List<Transition> transitions() {
        List<Transition> all = new ArrayList<>(List.of(
                new Transition(null, "PLACED", "OrderPlaced"),
                new Transition("PLACED", "PAID", "OrderPaid"),
                new Transition("PAID", "APPROVED", "OrderApproved"),
                new Transition("APPROVED", "COURIER_ASSIGNED", "CourierAssigned"),
                new Transition("COURIER_ASSIGNED", "DELIVERED", "OrderDelivered"),
                new Transition("CANCELLED", "REFUNDED", "OrderRefunded"),
                new Transition("REJECTED", "REFUNDED", "OrderRefunded")));
        for (String from : List.of("PLACED", "PAID", "APPROVED")) {
            all.add(new Transition(from, "CANCELLED", "OrderCancelled"));
            all.add(new Transition(from, "REJECTED", "OrderRejected"));
        }
        return all;
    }

    private static SortedMap<String, Reaction> functions() {
        return new TreeMap<>(Map.of(
                "ChargePayment", new Reaction(List.of("OrderPlaced"), true),
                "RequestApproval", new Reaction(List.of("OrderPaid"), true),
                "AssignCourier", new Reaction(List.of("OrderApproved"), true),
                "CompleteDelivery", new Reaction(List.of("CourierAssigned"), true),
                "RefundPayment", new Reaction(List.of("OrderCancelled", "OrderRejected"), true),
                "ReleaseCourier", new Reaction(ENDINGS, false),
                "NotifyCustomer", new Reaction(EVERY, false),
                "ProjectRestaurantBoard", new Reaction(EVERY, false)));
    }

    private static SortedMap<String, Effect> effects() {
        SortedMap<String, Effect> effects = new TreeMap<>(Map.of("notify", new Effect("event")));
        List.of("charge", "refund", "approve", "assign", "release")
                .forEach(kind -> effects.put(kind, new Effect("order")));
        return effects;
    }
}

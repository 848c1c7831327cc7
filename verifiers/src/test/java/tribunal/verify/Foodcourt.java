package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.Model;
import tribunal.history.Model.Effect;
import tribunal.history.Model.FinalCondition;
import tribunal.history.Model.Reaction;
import tribunal.history.Model.Topic;
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
            new TreeMap<>(Map.of(
                    Kind.PLACE,
                    new Model.Operation(List.of("customer", "restaurant", "total"), "PLACED", null),
                    Kind.CANCEL,
                    new Model.Operation(List.of(), "CANCELLED", "customer"),
                    Kind.READ,
                    new Model.Operation(List.of(), null, "customer"))),
            new TreeMap<>(Map.of(
                    "order", new Topic("id", false, 1),
                    "customer", new Topic("customer", false, 1))),
            null,
            5);

    /** The same, whose boards are views of the orders. */
    static final Model WITH_BOARDS = withTopic("board", new Topic("restaurant", true, 1));

    static Model withTopic(String name, Topic topic) {
        TreeMap<String, Topic> topics = new TreeMap<>(MODEL.topics());
        topics.put(name, topic);
        return with(MODEL.operations(), topics);
    }

    static Model with(SortedMap<Kind, Model.Operation> operations, SortedMap<String, Topic> topics) {
        return new Model(
                MODEL.name(),
                MODEL.attributes(),
                MODEL.transitions(),
                MODEL.functions(),
                MODEL.finals(),
                MODEL.ends(),
                MODEL.effects(),
                MODEL.holding(),
                operations,
                topics,
                MODEL.engine(),
                MODEL.eventsPerOrder());
    }

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

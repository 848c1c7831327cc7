package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.AppModel.BackOff;
import tribunal.history.AppModel.Delay;
import tribunal.history.AppModel.Effect;
import tribunal.history.AppModel.Engine;
import tribunal.history.AppModel.FinalCondition;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.AppModel.Obligation;
import tribunal.history.AppModel.Precondition;
import tribunal.history.AppModel.Stability;
import tribunal.history.AppModel.Topic;
import tribunal.history.AppModel.Transition;
import tribunal.history.ClientEntry.Kind;

/** The model that test histories are judged by. */
public final class Foodcourt {
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
    public static final AppModel MODEL = new AppModel(
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
                    new AppModel.Operation(List.of("customer", "restaurant", "total"), "PLACED", null),
                    Kind.CANCEL,
                    new AppModel.Operation(List.of(), "CANCELLED", "customer"),
                    Kind.READ,
                    new AppModel.Operation(List.of(), null, "customer"))),
            new TreeMap<>(Map.of(
                    "order", new Topic("id", false, 1),
                    "customer", new Topic("customer", false, 1))),
            null,
            5);

    /** The model, with all its optional declarations on state, effects, due times and pauses. */
    static final AppModel DECLARED = new AppModel(
            "foodcourt",
            new TreeMap<>(Map.of(
                    "customer", Stability.FIXED,
                    "restaurant", Stability.FIXED,
                    "total", Stability.FIXED,
                    "note", Stability.FIXED,
                    "mood", Stability.CHANGING)),
            requiring(),
            effectful(),
            new TreeMap<>(Map.of(
                    "DELIVERED", new FinalCondition("approve-twice"),
                    "CANCELLED", new FinalCondition("refund"),
                    "REJECTED", new FinalCondition("assign"),
                    "REFUNDED", FinalCondition.ALWAYS)),
            MODEL.endsByCause(),
            new TreeMap<>(Map.of(
                    "charge", new Effect("order", "total", null),
                    "refund", new Effect("order", "charged", "charge"),
                    "approve", new Effect("order", null, null),
                    "assign", new Effect("order", null, null),
                    "release", new Effect("order", null, "assign"),
                    "notify", new Effect("event", null, null))),
            MODEL.statesWithCourier(),
            new TreeMap<>(),
            new TreeMap<>(),
            new Engine(new BackOff(100, 2, 2_000, 0.25)),
            5);
    /** The model, with boards that are views of the orders. */
    public static final AppModel WITH_BOARDS = withTopic("board", new Topic("restaurant", true, 1));

    public static AppModel withTopic(String name, Topic topic) {
        TreeMap<String, Topic> topics = new TreeMap<>(MODEL.topics());
        topics.put(name, topic);
        return with(MODEL.operations(), topics);
    }

    public static AppModel with(SortedMap<Kind, AppModel.Operation> operations, SortedMap<String, Topic> topics) {
        return new AppModel(
                MODEL.name(),
                MODEL.attributes(),
                MODEL.transitions(),
                MODEL.functions(),
                MODEL.finalStates(),
                MODEL.endsByCause(),
                MODEL.effects(),
                MODEL.statesWithCourier(),
                operations,
                topics,
                MODEL.engine(),
                MODEL.eventsPerOrder());
    }

    /** Orders move in these ways alone. */
    public static AppModel with(List<Transition> transitions) {
        return new AppModel(
                MODEL.name(),
                MODEL.attributes(),
                transitions,
                MODEL.functions(),
                MODEL.finalStates(),
                MODEL.endsByCause(),
                MODEL.effects(),
                MODEL.statesWithCourier(),
                MODEL.operations(),
                MODEL.topics(),
                MODEL.engine(),
                MODEL.eventsPerOrder());
    }

    private Foodcourt() {}

    private static List<Transition> requiring() {
        Map<String, String> applied =
                Map.of("PAID", "charge", "APPROVED", "approve", "COURIER_ASSIGNED", "assign", "REFUNDED", "refund");
        List<Transition> all = new ArrayList<>();
        for (Transition t : MODEL.transitions()) {
            Precondition requires = applied.containsKey(t.to())
                    ? new Precondition(applied.get(t.to()), null, null, null)
                    : t.to().equals("CANCELLED") ? new Precondition(null, null, null, Kind.CANCEL) : t.requires();
            all.add(new Transition(t.from(), t.to(), t.event(), requires));
        }
        return all;
    }

    private static SortedMap<String, FunctionTask> effectful() {
        SortedMap<String, FunctionTask> all = new TreeMap<>(MODEL.functions());
        all.put("ChargePayment", having("ChargePayment", "charge", Obligation.UNLESS_MOVED_ON));
        all.put("AssignCourier", having("AssignCourier", "assign", Obligation.UNLESS_MOVED_ON));
        all.put("RefundPayment", having("RefundPayment", "refund", Obligation.ALWAYS));
        all.put("NotifyCustomer", having("NotifyCustomer", "notify", Obligation.ALWAYS));
        all.put(
                "CompleteDelivery",
                new FunctionTask(List.of("CourierAssigned"), true, new TreeMap<>(), new Delay(200, 1_000, "ride")));
        return all;
    }

    private static FunctionTask having(String function, String effect, Obligation obligation) {
        FunctionTask reaction = Objects.requireNonNull(MODEL.functions().get(function));
        return new FunctionTask(
                reaction.events(), reaction.changesState(), new TreeMap<>(Map.of(effect, obligation)), null);
    }

    private static List<Transition> transitions() {
        List<Transition> all = new ArrayList<>(List.of(
                new Transition(null, "PLACED", "OrderPlaced", null),
                new Transition("PLACED", "PAID", "OrderPaid", null),
                new Transition("PAID", "APPROVED", "OrderApproved", null),
                new Transition("APPROVED", "COURIER_ASSIGNED", "CourierAssigned", null),
                new Transition("COURIER_ASSIGNED", "DELIVERED", "OrderDelivered", null),
                new Transition("CANCELLED", "REFUNDED", "OrderRefunded", null),
                new Transition("REJECTED", "REFUNDED", "OrderRefunded", null)));
        for (String from : List.of("PLACED", "PAID", "APPROVED")) {
            all.add(new Transition(from, "CANCELLED", "OrderCancelled", null));
        }
        all.add(new Transition("PLACED", "REJECTED", "OrderRejected", new Precondition(null, "charge", null, null)));
        all.add(new Transition("PAID", "REJECTED", "OrderRejected", new Precondition(null, "approve", null, null)));
        all.add(new Transition("APPROVED", "REJECTED", "OrderRejected", new Precondition(null, null, "assign", null)));
        return all;
    }

    private static SortedMap<String, FunctionTask> functions() {
        return new TreeMap<>(Map.of(
                "ChargePayment", new FunctionTask(List.of("OrderPlaced"), true),
                "RequestApproval", new FunctionTask(List.of("OrderPaid"), true),
                "AssignCourier", new FunctionTask(List.of("OrderApproved"), true),
                "CompleteDelivery", new FunctionTask(List.of("CourierAssigned"), true),
                "RefundPayment", new FunctionTask(List.of("OrderCancelled", "OrderRejected"), true),
                "ReleaseCourier", new FunctionTask(ENDINGS, false),
                "NotifyCustomer", new FunctionTask(EVERY, false),
                "ProjectRestaurantBoard", new FunctionTask(EVERY, false)));
    }

    private static SortedMap<String, Effect> effects() {
        SortedMap<String, Effect> effects = new TreeMap<>(Map.of("notify", new Effect("event", null, null)));
        List.of("charge", "refund", "approve", "assign", "release")
                .forEach(kind -> effects.put(kind, new Effect("order", null, null)));
        return effects;
    }
}

package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.BackOff;
import tribunal.history.AppModel.Delay;
import tribunal.history.AppModel.Direction;
import tribunal.history.AppModel.Effect;
import tribunal.history.AppModel.Engine;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.AppModel.Obligation;
import tribunal.history.AppModel.Operation;
import tribunal.history.AppModel.Race;
import tribunal.history.AppModel.Resource;
import tribunal.history.AppModel.Scope;
import tribunal.history.AppModel.Topic;
import tribunal.history.AppModel.View;
import tribunal.history.AppModelBuilder;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.FinalCondition;
import tribunal.history.EntityType.Outcome;
import tribunal.history.EntityType.Stability;
import tribunal.history.EntityType.Transition;

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
    private static final SortedMap<String, View> VIEWS =
            new TreeMap<>(Map.of("board", new View("order", "restaurant")));
    private static final SortedMap<String, Resource> RESOURCES =
            new TreeMap<>(Map.of("courier", new Resource(List.of("COURIER_ASSIGNED"))));
    private static final SortedMap<String, Account> ACCOUNTS = new TreeMap<>(Map.of(
            "money",
            new Account(
                    new TreeMap<>(Map.of("DELIVERED", "total", "CANCELLED", "0", "REJECTED", "0", "REFUNDED", "0")))));

    public static final AppModel MODEL = new AppModelBuilder("foodcourt")
            .entities(
                    ofOrders(new TreeMap<>(), transitions(), finals("DELIVERED", "CANCELLED", "REJECTED", "REFUNDED")))
            .operations(Map.of(
                    "PLACE",
                    new Operation(
                            "order",
                            null,
                            null,
                            "PLACED",
                            new TreeMap<>(Map.of("customer", "actor", "restaurant", "restaurant", "total", "total")),
                            null),
                    "CANCEL",
                    new Operation(null, "order", null, "CANCELLED", new TreeMap<>(), "customer"),
                    "READ",
                    new Operation(null, null, "order", null, new TreeMap<>(), "customer")))
            .functions(functions())
            .effects(effects(null))
            .accounts(ACCOUNTS)
            .resources(RESOURCES)
            .views(VIEWS)
            .races(Map.of("charge-after-cancel", new Race("charge", "CANCELLED")))
            .topics(Map.of(
                    "order", new Topic("order", "id", null, 1),
                    "customer", new Topic("order", "customer", null, 1)))
            .build();

    /** The model, with all its optional declarations on state, effects, due times and pauses. */
    static final AppModel DECLARED = new AppModelBuilder(MODEL)
            .entities(ofOrders(
                    new TreeMap<>(Map.of(
                            "customer", Stability.FIXED,
                            "restaurant", Stability.FIXED,
                            "total", Stability.FIXED,
                            "note", Stability.FIXED,
                            "mood", Stability.CHANGING)),
                    requiring(),
                    new TreeMap<>(Map.of(
                            "DELIVERED", new FinalCondition("approve-twice"),
                            "CANCELLED", new FinalCondition("refund"),
                            "REJECTED", new FinalCondition("assign"),
                            "REFUNDED", FinalCondition.ALWAYS))))
            .operations(Map.of("CANCEL", new Operation(null, "order", null, "CANCELLED", new TreeMap<>(), null)))
            .functions(effectful())
            .effects(effects("total"))
            .races(Map.of())
            .topics(Map.of())
            .engine(new Engine(new BackOff(100, 2, 2_000, 0.25), null, null, null))
            .build();
    /** The model, with boards that topics show. */
    public static final AppModel WITH_BOARDS = withTopic("board", new Topic(null, null, "board", 1));

    public static AppModel withTopic(String name, Topic topic) {
        TreeMap<String, Topic> topics = new TreeMap<>(MODEL.topics());
        topics.put(name, topic);
        return with(MODEL.operations(), topics);
    }

    public static AppModel with(Map<String, Operation> operations, Map<String, Topic> topics) {
        return new AppModelBuilder(MODEL).operations(operations).topics(topics).build();
    }

    /** Orders move in these ways alone. */
    public static AppModel with(List<Transition> transitions) {
        EntityType order = MODEL.entity("order");
        return new AppModelBuilder(MODEL)
                .entities(ofOrders(order.attributes(), transitions, order.finalStates()))
                .build();
    }

    /** An order has at most so many events; 0 for any number. */
    public static AppModel withEventsMax(int events) {
        EntityType order = MODEL.entity("order");
        EntityType bounded =
                new EntityType(order.attributes(), order.transitions(), order.finalStates(), order.outcomes(), events);
        return new AppModelBuilder(MODEL).entities(Map.of("order", bounded)).build();
    }

    private static SortedMap<String, EntityType> ofOrders(
            SortedMap<String, Stability> attributes,
            List<Transition> transitions,
            SortedMap<String, FinalCondition> finals) {
        List<Outcome> outcomes = List.of(
                new Outcome(new Cause(null, null, null, null, "CANCEL"), List.of("CANCELLED", "REFUNDED")),
                new Outcome(new Cause(null, "charge", null, null, null), List.of("REJECTED")),
                new Outcome(new Cause(null, "approve", null, null, null), List.of("REJECTED", "REFUNDED")),
                new Outcome(new Cause(null, null, "assign", null, null), List.of("REJECTED", "REFUNDED")),
                new Outcome(null, List.of("DELIVERED")));
        return new TreeMap<>(Map.of("order", new EntityType(attributes, transitions, finals, outcomes, 5)));
    }

    private static SortedMap<String, FinalCondition> finals(String... states) {
        SortedMap<String, FinalCondition> finals = new TreeMap<>();
        for (String state : states) {
            finals.put(state, FinalCondition.ALWAYS);
        }
        return finals;
    }

    private Foodcourt() {}

    private static List<Transition> requiring() {
        Map<String, String> applied =
                Map.of("PAID", "charge", "APPROVED", "approve", "COURIER_ASSIGNED", "assign", "REFUNDED", "refund");
        List<Transition> all = new ArrayList<>();
        for (Transition t : MODEL.transitions()) {
            Cause requires = applied.containsKey(t.to())
                    ? new Cause(applied.get(t.to()), null, null, null, null)
                    : t.to().equals("CANCELLED") ? new Cause(null, null, null, "CANCEL", null) : t.requires();
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
        all.add(new Transition("PLACED", "REJECTED", "OrderRejected", new Cause(null, "charge", null, null, null)));
        all.add(new Transition("PAID", "REJECTED", "OrderRejected", new Cause(null, "approve", null, null, null)));
        all.add(new Transition("APPROVED", "REJECTED", "OrderRejected", new Cause(null, null, "assign", null, null)));
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

    /** @param quantity the attribute that charges must ask for; null for any */
    private static SortedMap<String, Effect> effects(@Nullable String quantity) {
        return new TreeMap<>(Map.of(
                "charge", effect(Scope.ENTITY, quantity, "money", Direction.ADDS, null, "charged"),
                "refund", effect(Scope.ENTITY, null, "money", Direction.TAKES, closing(quantity, "charge"), "refunded"),
                "approve", effect(Scope.ENTITY, null, null, null, null, "approved"),
                "assign", new Effect(Scope.ENTITY, null, null, null, "courier", null, null, "assigned a courier"),
                "release",
                        new Effect(
                                Scope.ENTITY,
                                null,
                                null,
                                null,
                                null,
                                "courier",
                                closing(quantity, "assign"),
                                "released from its courier"),
                "notify", effect(Scope.EVENT, null, null, null, null, "notified")));
    }

    private static @Nullable String closing(@Nullable String quantity, String kind) {
        return quantity == null ? null : kind;
    }

    private static Effect effect(
            Scope oncePer,
            @Nullable String quantity,
            @Nullable String account,
            @Nullable Direction sign,
            @Nullable String closes,
            String past) {
        return new Effect(oncePer, quantity, account, sign, null, null, closes, past);
    }
}

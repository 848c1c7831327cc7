package tribunal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.FaultPlan;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEntity;
import tribunal.fault.plan.PlannedEvent;
import tribunal.fault.plan.ThirdPartyFault;
import tribunal.fault.plan.ThirdPartyFault.ThirdPartyFate;
import tribunal.history.AppModel;
import tribunal.history.AppModel.FunctionTask;
import tribunal.history.AppModelBuilder;
import tribunal.history.EntityType;
import tribunal.history.EntityType.FinalCondition;
import tribunal.history.EntityType.Outcome;
import tribunal.history.EntityType.Transition;

/** The counts of planned faults that a plan knows before the run. */
class PlannedCountsTest {
    private static final AppModel MODEL = new AppModelBuilder("small")
            .entities(Map.of(
                    "order",
                    new EntityType(
                            new TreeMap<>(),
                            List.of(
                                    new Transition(null, "PLACED", "OrderPlaced", null),
                                    new Transition("PLACED", "CANCELLED", "OrderCancelled", null),
                                    new Transition("PLACED", "PAID", "OrderPaid", null),
                                    new Transition("PAID", "CANCELLED", "OrderCancelled", null),
                                    new Transition("PAID", "DELIVERED", "OrderDelivered", null)),
                            new TreeMap<>(
                                    Map.of("DELIVERED", FinalCondition.ALWAYS, "CANCELLED", FinalCondition.ALWAYS)),
                            List.of(new Outcome(null, List.of("DELIVERED"))),
                            5)))
            .functions(Map.of(
                    "ChargePayment", new FunctionTask(List.of("OrderPlaced"), true),
                    "NotifyCustomer",
                            new FunctionTask(
                                    List.of("OrderPlaced", "OrderPaid", "OrderDelivered", "OrderCancelled"), false)))
            .build();
    private static final List<PlannedEvent> HAPPY_PATH = PlannedEvent.happyPath(MODEL);

    /** 100 happy orders, 50 that are cancelled, and one of the warm-up. */
    private static FaultPlan plan(FaultRule... rules) {
        TreeMap<String, PlannedEntity> entities = new TreeMap<>();
        IntStream.range(0, 150)
                .forEach(n -> entities.put("o" + n, new PlannedEntity(n, n < 100 ? "happy" : "cancels")));
        entities.put("early", new PlannedEntity(-1, "happy"));
        return new FaultPlan(42, new FaultRules(3, List.of(rules)), entities, Flows.FOODCOURT);
    }

    private static FaultRule rule(double ratio, String function, FaultSpec spec) {
        return new FaultRule(
                "rule " + function, ratio, Optional.of(function), Optional.empty(), Optional.empty(), spec);
    }

    @Test
    void the_happy_path_is_the_shortest_path_to_the_end_of_an_order_without_faults() {
        assertThat(HAPPY_PATH)
                .containsExactly(
                        new PlannedEvent("OrderPlaced", List.of("ChargePayment", "NotifyCustomer")),
                        new PlannedEvent("OrderPaid", List.of("NotifyCustomer")),
                        new PlannedEvent("OrderDelivered", List.of("NotifyCustomer")));
    }

    @Test
    void a_model_that_leads_nowhere_has_no_happy_path() {
        AppModel lost = new AppModelBuilder("lost").build();
        assertThatThrownBy(() -> PlannedEvent.happyPath(lost)).hasMessageContaining("the model lost leads to none of");
    }

    @Test
    void planned_faults_are_counted_over_first_attempts_of_the_happy_path() {
        // Drops take all of ChargePayment: one for each of 150 orders. Failures take all of NotifyCustomer: three for
        // each of 100 happy orders, and the one on OrderPlaced for each of 50 that are cancelled.
        FaultPlan plan = plan(
                rule(1, "ChargePayment", new FaultSpec.Drop()),
                rule(1, "NotifyCustomer", new FaultSpec.Fail(500, Optional.empty())));
        assertThat(plan.plannedCounts(HAPPY_PATH)).isEqualTo(Map.of("drop", 150L, "fail", 350L));
    }

    @Test
    void planned_faults_are_exactly_what_will_be_decided() {
        FaultPlan plan = plan(rule(0.3, "NotifyCustomer", new ThirdPartyFault.ThirdPartyFails()));
        long decided = IntStream.range(0, 150)
                .mapToObj(n -> new AttemptKey("o" + n, "OrderPlaced", 1, "NotifyCustomer", 1))
                .filter(attempt -> plan.decide(attempt)
                        .filter(taken -> taken.fate() instanceof ThirdPartyFate.ThirdPartyFails)
                        .isPresent())
                .count();
        assertThat(plan.plannedCounts(List.of(new PlannedEvent("OrderPlaced", List.of("NotifyCustomer")))))
                .isEqualTo(Map.of("third-party-fails", decided));
    }

    @Test
    void a_client_who_may_not_interfere_any_more_makes_no_later_event() {
        FaultPlan plan = plan(new FaultRule(
                "reorder",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new FaultSpec.Reorder(Duration.ofMillis(200), Duration.ofSeconds(1))));
        String cancels = "o120";

        assertThat(plan.decide(new AttemptKey(cancels, "OrderPaid", 1, "RequestApproval", 1)))
                .isPresent();
        assertThat(plan.decide(new AttemptKey(cancels, "CourierAssigned", 1, "CompleteDelivery", 1)))
                .isEmpty();
    }

    @Test
    void nothing_is_planned_where_it_cannot_take_effect() {
        FaultSpec reorder = new FaultSpec.Reorder(Duration.ofMillis(200), Duration.ofSeconds(1));
        // ChargePayment makes OrderPaid, so only a cancel can overtake it; nothing comes after OrderDelivered.
        assertThat(plan(rule(1, "ChargePayment", reorder)).plannedCounts(HAPPY_PATH))
                .isEqualTo(Map.of("reorder", 50L));
        assertThat(plan(rule(1, "NotifyCustomer", reorder)).plannedCounts(HAPPY_PATH))
                .isEqualTo(Map.of("reorder", 250L));
        assertThat(plan(rule(1, "CompleteDelivery", new ThirdPartyFault.ThirdPartySilent()))
                        .plannedCounts(List.of(new PlannedEvent("CourierAssigned", List.of("CompleteDelivery")))))
                .isEmpty();
    }
}

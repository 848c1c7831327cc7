package tribunal.fault.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.fault.Flows;
import tribunal.fault.plan.FateDecider.DecidedFate;

class FatesByArrivalTest {
    /** In the order of intended times: b before the storm, then c and a. */
    private static final FaultPlan PLAN = plan(
            0.5,
            new FaultSpec.Drop(),
            Map.of(
                    "a", new PlannedEntity(20, "happy"),
                    "b", new PlannedEntity(-1, "happy"),
                    "c", new PlannedEntity(10, "happy")));

    private final FatesByArrival fates = new FatesByArrival(PLAN);

    private static FaultPlan plan(double ratio, FaultSpec spec, Map<String, PlannedEntity> entities) {
        FaultRule rule = new FaultRule("rule", ratio, Optional.empty(), Optional.empty(), Optional.empty(), spec);
        return new FaultPlan(3, new FaultRules(3, List.of(rule)), new TreeMap<>(entities), Flows.FOODCOURT);
    }

    private static AttemptKey attempt(String entity, int number) {
        return new AttemptKey(entity, "OrderPlaced", 1, "ChargePayment", number);
    }

    private static List<Optional<DecidedFate>> ofFourAttempts(FateDecider decider, String entity) {
        return List.of(1, 2, 3, 4).stream()
                .map(number -> decider.decide(attempt(entity, number)))
                .toList();
    }

    @Test
    void the_nth_entity_to_arrive_has_the_fates_of_the_nth_planned_one() {
        assertThat(ofFourAttempts(PLAN, "c")).isNotEqualTo(ofFourAttempts(PLAN, "a"));
        assertThat(ofFourAttempts(fates, "first")).allMatch(Optional::isEmpty);
        assertThat(ofFourAttempts(fates, "second")).isEqualTo(ofFourAttempts(PLAN, "c"));
        assertThat(ofFourAttempts(fates, "third")).isEqualTo(ofFourAttempts(PLAN, "a"));
        assertThat(ofFourAttempts(fates, "second")).isEqualTo(ofFourAttempts(PLAN, "c"));
    }

    @Test
    void entities_beyond_the_planned_ones_have_no_faults() {
        List.of("1", "2", "3").forEach(early -> fates.decide(attempt(early, 1)));
        assertThat(ofFourAttempts(fates, "fourth")).allMatch(Optional::isEmpty);
    }

    @Test
    void an_entity_that_arrives_after_heal_has_no_faults_and_one_that_came_before_keeps_its_own() {
        FatesByArrival poison = new FatesByArrival(plan(
                1,
                new FaultSpec.Poison(PoisonMode.ERROR),
                Map.of("a", new PlannedEntity(0, "happy"), "b", new PlannedEntity(1, "happy"))));
        List<Optional<DecidedFate>> before = ofFourAttempts(poison, "early");
        poison.heal();
        assertThat(before).allMatch(Optional::isPresent);
        assertThat(ofFourAttempts(poison, "early")).isEqualTo(before);
        assertThat(ofFourAttempts(poison, "canary")).allMatch(Optional::isEmpty);
    }
}

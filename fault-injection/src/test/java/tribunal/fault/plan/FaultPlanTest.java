package tribunal.fault.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tribunal.fault.Flows;
import tribunal.fault.inject.InjectorSettings;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.FateDecider.DecidedFate;

class FaultPlanTest {
    private static FaultRule rule(String name, double ratio, FaultSpec spec) {
        return new FaultRule(name, ratio, Optional.empty(), Optional.empty(), Optional.empty(), spec);
    }

    private static FaultPlan plan(int faultsMax, FaultRule... rules) {
        TreeMap<String, PlannedEntity> orders = new TreeMap<>();
        IntStream.range(0, 2_000)
                .forEach(n -> orders.put("o" + n, new PlannedEntity(n, n % 2 == 0 ? "happy" : "cancels")));
        orders.put("early", new PlannedEntity(-1, "happy"));
        return new FaultPlan(42, new FaultRules(faultsMax, List.of(rules)), orders, Flows.FOODCOURT);
    }

    private static AttemptKey attempt(String order, int number) {
        return new AttemptKey(order, "OrderPlaced", 1, "ChargePayment", number);
    }

    private static Optional<Fate> fate(FaultPlan plan, AttemptKey attempt) {
        return plan.decide(attempt).map(DecidedFate::fate);
    }

    private static List<Optional<Fate>> fates(FaultPlan plan, int number) {
        return IntStream.range(0, 2_000)
                .mapToObj(n -> fate(plan, attempt("o" + n, number)))
                .toList();
    }

    @Test
    void the_same_attempt_has_the_same_fate_and_another_seed_gives_others() {
        FaultRule drop = rule("drop", 0.5, new FaultSpec.Drop());
        FaultPlan other = new FaultPlan(43, plan(3, drop).rules(), plan(3, drop).entities(), Flows.FOODCOURT);
        assertThat(fates(plan(3, drop), 1)).isEqualTo(fates(plan(3, drop), 1)).isNotEqualTo(fates(other, 1));
    }

    @Test
    void a_rule_takes_about_its_ratio() {
        // 2,000 attempts at 10%: 200 expected, standard deviation 13.4, five of them either way.
        long dropped = fates(plan(3, rule("drop", 0.1, new FaultSpec.Drop())), 1).stream()
                .flatMap(Optional::stream)
                .filter(FaultSpec.Drop.class::isInstance)
                .count();
        assertThat(dropped).isBetween(133L, 267L);
    }

    @Test
    void removing_one_rule_moves_no_other_s_decisions() {
        FaultRule drop = rule("drop", 0.2, new FaultSpec.Drop());
        FaultRule lose = rule("lose-answer", 0.2, new FaultSpec.LoseAnswer());
        List<Optional<Fate>> both = fates(plan(3, lose, drop), 1);
        List<Optional<Fate>> one = fates(plan(3, drop), 1);
        for (int i = 0; i < both.size(); i++) {
            if (both.get(i).filter(FaultSpec.LoseAnswer.class::isInstance).isEmpty()) {
                assertThat(both.get(i)).isEqualTo(one.get(i));
            }
        }
    }

    @Test
    void a_delivery_has_no_more_faults_than_allowed() {
        FaultPlan always = plan(3, rule("drop", 1, new FaultSpec.Drop()));
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(n -> fate(always, attempt("o1", n))))
                .containsExactly(
                        Optional.of(new FaultSpec.Drop()),
                        Optional.of(new FaultSpec.Drop()),
                        Optional.of(new FaultSpec.Drop()),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void orders_of_the_warm_up_and_unplanned_ones_are_left_alone() {
        FaultPlan always = plan(3, rule("drop", 1, new FaultSpec.Drop()));
        assertThat(fate(always, attempt("early", 1))).isEmpty();
        assertThat(fate(always, attempt("canary", 1))).isEmpty();
    }

    @Test
    void a_rule_can_aim_at_a_function_an_event_type_and_a_journey() {
        FaultRule aimed = new FaultRule(
                "drop",
                1,
                Optional.of("ChargePayment"),
                Optional.of("OrderPlaced"),
                Optional.of("cancels"),
                new FaultSpec.Drop());
        FaultPlan plan = plan(3, aimed);
        assertThat(fate(plan, attempt("o1", 1))).contains(new FaultSpec.Drop());
        assertThat(fate(plan, attempt("o2", 1))).isEmpty();
        assertThat(fate(plan, new AttemptKey("o1", "OrderPaid", 1, "ChargePayment", 1)))
                .isEmpty();
        assertThat(fate(plan, new AttemptKey("o1", "OrderPlaced", 1, "NotifyCustomer", 1)))
                .isEmpty();
    }

    @Test
    void poison_takes_a_delivery_with_all_its_attempts_whatever_else_is_planned() {
        FaultPlan plan = plan(
                3,
                rule("drop", 0.5, new FaultSpec.Drop()),
                rule("poison", 0.1, new FaultSpec.Poison(PoisonMode.GARBAGE)));
        for (int n = 0; n < 2_000; n++) {
            String order = "o" + n;
            List<Fate> fates = IntStream.rangeClosed(1, 12)
                    .mapToObj(number -> fate(plan, attempt(order, number)))
                    .flatMap(Optional::stream)
                    .toList();
            long poisoned =
                    fates.stream().filter(FaultSpec.Poison.class::isInstance).count();
            assertThat(poisoned).isIn(0L, 12L);
        }
        // 2,000 deliveries at 10%: 200 expected, standard deviation 13.4, five of them either way.
        assertThat(fates(plan, 7).stream()
                        .flatMap(Optional::stream)
                        .filter(FaultSpec.Poison.class::isInstance)
                        .count())
                .isBetween(133L, 267L);
    }

    @Test
    void all_kinds_together_give_a_delivery_no_more_faults_than_allowed() {
        FaultPlan plan = plan(
                3,
                rule("fail", 0.4, new FaultSpec.Fail(500, Optional.empty())),
                rule("hang", 0.4, new FaultSpec.Hang(Duration.ofSeconds(3), Duration.ofSeconds(3))),
                rule("silent", 0.4, new ThirdPartyFault.ThirdPartySilent()));
        List<Long> faultCounts = IntStream.range(0, 2_000)
                .mapToObj(n -> IntStream.rangeClosed(1, 12)
                        .filter(number -> fate(plan, attempt("o" + n, number)).isPresent())
                        .count())
                .toList();
        assertThat(faultCounts).containsOnly(3L);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void adding_a_rule_moves_no_other_s_decisions(FaultSpec spec) {
        FaultRule drop = rule("drop", 0.2, new FaultSpec.Drop());
        List<Optional<Fate>> alone = fates(plan(3, drop), 1);
        List<Optional<Fate>> both = fates(plan(3, rule("added", 0.2, spec), drop), 1);
        List<Integer> untouched = IntStream.range(0, 2_000)
                .filter(n -> both.get(n)
                        .filter(fate -> !(fate instanceof FaultSpec.Drop))
                        .isEmpty())
                .boxed()
                .toList();
        assertThat(untouched)
                .hasSizeBetween(1, 1_999)
                .allSatisfy(n -> assertThat(both.get(n)).isEqualTo(alone.get(n)));
    }

    static Stream<FaultSpec> specs() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                new FaultSpec.Reorder(second, second),
                new FaultSpec.Fail(500, Optional.empty()),
                new FaultSpec.Fail(429, Optional.of(second)),
                new FaultSpec.Hang(second, second.plusMillis(1)),
                new FaultSpec.Poison(PoisonMode.ERROR),
                new ThirdPartyFault.ThirdPartySlow(second, second),
                new ThirdPartyFault.ThirdPartyFails(),
                new ThirdPartyFault.ThirdPartySilent());
    }

    @Test
    void an_injection_is_read_as_it_was_written(@TempDir Path folder) throws IOException {
        Stream<FaultRule> others = specs().map(spec -> rule(spec.toString(), 0.1, spec));
        Stream<FaultRule> rules = Stream.of(
                rule("a", 0.1, new FaultSpec.Duplicate(1, 3, Duration.ZERO, Duration.ofMillis(500), 0.5, 0.2)),
                rule("b", 0.1, new FaultSpec.Delay(Duration.ofMillis(50), Duration.ofSeconds(1))),
                rule("c", 0.1, new FaultSpec.LoseSettle()),
                rule("d", 0.1, new FaultSpec.Crash(Optional.of(new CrashPoint(Place.AFTER_CALL, 3)))));
        FaultPlan plan = plan(3, Stream.concat(rules, others).toArray(FaultRule[]::new));
        InjectorSettings injection = new InjectorSettings(plan, "node-1", -5, 7, "x.jsonl");
        injection.write(folder.resolve("injection.json"));
        assertThat(InjectorSettings.read(folder.resolve("injection.json"))).isEqualTo(injection);
    }
}

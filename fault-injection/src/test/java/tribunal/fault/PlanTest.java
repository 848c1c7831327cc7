package tribunal.fault;

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
import tribunal.fault.CrashPoint.Place;

class PlanTest {
    private static Rule rule(String name, double ratio, Harm harm) {
        return new Rule(name, ratio, Optional.empty(), Optional.empty(), Optional.empty(), harm);
    }

    private static Plan plan(int injuries, Rule... rules) {
        TreeMap<String, PlannedOrder> orders = new TreeMap<>();
        IntStream.range(0, 2_000)
                .forEach(n -> orders.put("o" + n, new PlannedOrder(n, n % 2 == 0 ? "happy" : "cancels")));
        orders.put("early", new PlannedOrder(-1, "happy"));
        return new Plan(42, new Faults(injuries, List.of(rules)), orders);
    }

    private static Attempt attempt(String order, int number) {
        return new Attempt(order, "OrderPlaced", 1, "ChargePayment", number);
    }

    private static List<Fate> fates(Plan plan, int number) {
        return IntStream.range(0, 2_000)
                .mapToObj(n -> plan.fateOf(attempt("o" + n, number)))
                .toList();
    }

    @Test
    void the_same_attempt_has_the_same_fate_and_another_seed_gives_others() {
        Rule drop = rule("drop", 0.5, new Harm.Drop());
        Plan other = new Plan(43, plan(3, drop).faults(), plan(3, drop).orders());
        assertThat(fates(plan(3, drop), 1)).isEqualTo(fates(plan(3, drop), 1)).isNotEqualTo(fates(other, 1));
    }

    @Test
    void a_rule_takes_about_its_ratio() {
        // 2,000 attempts at 10%: 200 expected, standard deviation 13.4, five of them either way.
        long dropped = fates(plan(3, rule("drop", 0.1, new Harm.Drop())), 1).stream()
                .filter(Fate.Drop.class::isInstance)
                .count();
        assertThat(dropped).isBetween(133L, 267L);
    }

    @Test
    void removing_one_rule_moves_no_other_s_decisions() {
        Rule drop = rule("drop", 0.2, new Harm.Drop());
        Rule lose = rule("lose-answer", 0.2, new Harm.LoseAnswer());
        List<Fate> both = fates(plan(3, lose, drop), 1);
        List<Fate> one = fates(plan(3, drop), 1);
        for (int i = 0; i < both.size(); i++) {
            if (!(both.get(i) instanceof Fate.LoseAnswer)) {
                assertThat(both.get(i)).isEqualTo(one.get(i));
            }
        }
    }

    @Test
    void a_delivery_is_injured_no_more_often_than_allowed() {
        Plan always = plan(3, rule("drop", 1, new Harm.Drop()));
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(n -> always.fateOf(attempt("o1", n))))
                .containsExactly(
                        new Fate.Drop(), new Fate.Drop(), new Fate.Drop(), new Fate.Deliver(), new Fate.Deliver());
    }

    @Test
    void orders_of_the_warm_up_and_unplanned_ones_are_left_alone() {
        Plan always = plan(3, rule("drop", 1, new Harm.Drop()));
        assertThat(always.fateOf(attempt("early", 1))).isEqualTo(new Fate.Deliver());
        assertThat(always.fateOf(attempt("canary", 1))).isEqualTo(new Fate.Deliver());
    }

    @Test
    void a_rule_can_aim_at_a_function_an_event_type_and_a_journey() {
        Rule aimed = new Rule(
                "drop",
                1,
                Optional.of("ChargePayment"),
                Optional.of("OrderPlaced"),
                Optional.of("cancels"),
                new Harm.Drop());
        Plan plan = plan(3, aimed);
        assertThat(plan.fateOf(attempt("o1", 1))).isEqualTo(new Fate.Drop());
        assertThat(plan.fateOf(attempt("o2", 1))).isEqualTo(new Fate.Deliver());
        assertThat(plan.fateOf(new Attempt("o1", "OrderPaid", 1, "ChargePayment", 1)))
                .isEqualTo(new Fate.Deliver());
        assertThat(plan.fateOf(new Attempt("o1", "OrderPlaced", 1, "NotifyCustomer", 1)))
                .isEqualTo(new Fate.Deliver());
    }

    @Test
    void poison_takes_a_delivery_with_all_its_attempts_whatever_else_is_planned() {
        Plan plan =
                plan(3, rule("drop", 0.5, new Harm.Drop()), rule("poison", 0.1, new Harm.Poison(Poisoning.GARBAGE)));
        for (int n = 0; n < 2_000; n++) {
            String order = "o" + n;
            List<Fate> fates = IntStream.rangeClosed(1, 12)
                    .mapToObj(number -> plan.fateOf(attempt(order, number)))
                    .toList();
            long poisoned = fates.stream().filter(Fate.Poison.class::isInstance).count();
            assertThat(poisoned).isIn(0L, 12L);
        }
        // 2,000 deliveries at 10%: 200 expected, standard deviation 13.4, five of them either way.
        assertThat(fates(plan, 7).stream().filter(Fate.Poison.class::isInstance).count())
                .isBetween(133L, 267L);
    }

    @Test
    void all_kinds_together_injure_a_delivery_no_more_often_than_allowed() {
        Plan plan = plan(
                3,
                rule("fail", 0.4, new Harm.Fail(500, Optional.empty())),
                rule("hang", 0.4, new Harm.Hang(Duration.ofSeconds(3), Duration.ofSeconds(3))),
                rule("silent", 0.4, new Harm.ThirdPartySilent()));
        List<Long> injuries = IntStream.range(0, 2_000)
                .mapToObj(n -> IntStream.rangeClosed(1, 12)
                        .filter(number -> !(plan.fateOf(attempt("o" + n, number)) instanceof Fate.Deliver))
                        .count())
                .toList();
        assertThat(injuries).containsOnly(3L);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void adding_a_rule_moves_no_other_s_decisions(Harm harm) {
        Rule drop = rule("drop", 0.2, new Harm.Drop());
        List<Fate> alone = fates(plan(3, drop), 1);
        List<Fate> both = fates(plan(3, rule("added", 0.2, harm), drop), 1);
        List<Integer> untouched = IntStream.range(0, 2_000)
                .filter(n -> both.get(n) instanceof Fate.Deliver || both.get(n) instanceof Fate.Drop)
                .boxed()
                .toList();
        assertThat(untouched)
                .hasSizeBetween(1, 1_999)
                .allSatisfy(n -> assertThat(both.get(n)).isEqualTo(alone.get(n)));
    }

    static Stream<Harm> harms() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                new Harm.Reorder(second, second),
                new Harm.Fail(500, Optional.empty()),
                new Harm.Fail(429, Optional.of(second)),
                new Harm.Hang(second, second.plusMillis(1)),
                new Harm.Poison(Poisoning.ERROR),
                new Harm.ThirdPartySlow(second, second),
                new Harm.ThirdPartyFails(),
                new Harm.ThirdPartySilent());
    }

    @Test
    void an_injection_is_read_as_it_was_written(@TempDir Path folder) throws IOException {
        Stream<Rule> others = harms().map(harm -> rule(harm.toString(), 0.1, harm));
        Stream<Rule> rules = Stream.of(
                rule("a", 0.1, new Harm.Duplicate(1, 3, Duration.ZERO, Duration.ofMillis(500), 0.5, 0.2)),
                rule("b", 0.1, new Harm.Delay(Duration.ofMillis(50), Duration.ofSeconds(1))),
                rule("c", 0.1, new Harm.LoseSettle()),
                rule("d", 0.1, new Harm.Crash(Optional.of(new CrashPoint(Place.AFTER_CALL, 3)))));
        Plan plan = plan(3, Stream.concat(rules, others).toArray(Rule[]::new));
        Injection injection = new Injection(plan, "node-1", -5, "x.jsonl");
        injection.write(folder.resolve("injection.json"));
        assertThat(Injection.read(folder.resolve("injection.json"))).isEqualTo(injection);
    }
}

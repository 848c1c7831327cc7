package tribunal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.ResourceUsage;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

class CapacityStepTest {
    private static final ResourceUsage CALM =
            new ResourceUsage(new TreeMap<>(Map.of("node-1", 0.5, "harness", 0.2)), 0.4, 2, new TreeMap<>(), 0, 10);

    /** 10 orders a second, 20 deliveries each: 200 a second; 5% of that is 10. */
    private static CapacityStep step(ResourceUsage usage, VerdictStatus guarantee, VerdictStatus budget) {
        Verdict verdict = new Verdict("atomicity", guarantee, "", new TreeMap<>(), 1, 0, List.of(), null);
        Budget limit = new Budget("place-order", Level.FAIL, "p(99) < 1s", 99, 1_000_000_000);
        return new CapacityStep(
                10,
                new Verdicts(
                        List.of("atomicity"),
                        new TreeMap<>(Map.of("orders", 100L, "deliveries", 2_000L)),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of(verdict),
                        List.of(),
                        List.of(new BudgetResult(limit, budget, 5, 528))),
                Optional.of(usage));
    }

    private static ResourceUsage growing(double perSecond) {
        return new ResourceUsage(CALM.cores(), CALM.busy(), 2, CALM.sessions(), perSecond, 10);
    }

    private static ResourceUsage sessions(Map<String, Double> sessions) {
        return new ResourceUsage(CALM.cores(), CALM.busy(), 2, new TreeMap<>(sessions), 0, 10);
    }

    @Test
    void a_rate_is_borne_if_all_holds_and_the_backlog_does_not_grow() {
        assertThat(step(CALM, VerdictStatus.VALID, VerdictStatus.VALID).failureReason())
                .isEmpty();
        assertThat(step(growing(9), VerdictStatus.VALID, VerdictStatus.VALID).failureReason())
                .isEmpty();
    }

    @Test
    void it_is_too_much_if_the_backlog_grows_or_anything_breaks() {
        assertThat(step(growing(11), VerdictStatus.VALID, VerdictStatus.VALID).failureReason())
                .contains("the backlog grows by 11/s");
        assertThat(step(CALM, VerdictStatus.INVALID, VerdictStatus.VALID).failureReason())
                .contains("a guarantee INVALID");
        assertThat(step(CALM, VerdictStatus.UNKNOWN, VerdictStatus.VALID).failureReason())
                .contains("a guarantee UNKNOWN");
        assertThat(step(CALM, VerdictStatus.VALID, VerdictStatus.UNKNOWN).failureReason())
                .contains("the load generator fell behind");
        assertThat(step(CALM, VerdictStatus.VALID, VerdictStatus.INVALID).failureReason())
                .contains("a budget missed");
    }

    @Test
    void the_bottleneck_is_named() {
        ResourceUsage busy = new ResourceUsage(CALM.cores(), 0.95, 2, CALM.sessions(), 0, 10);

        assertThat(step(busy, VerdictStatus.VALID, VerdictStatus.VALID).bottleneck(16))
                .isEqualTo("processors: 95% busy, most by node-1 (0.5 of 2)");
        assertThat(step(sessions(Map.of("running", 15.0)), VerdictStatus.VALID, VerdictStatus.VALID)
                        .bottleneck(16))
                .isEqualTo("pool: 15.0 of 16 connections at work");
        assertThat(step(
                                sessions(Map.of("waiting for Lock", 3.0, "waiting for IO", 1.5)),
                                VerdictStatus.VALID,
                                VerdictStatus.VALID)
                        .bottleneck(16))
                .isEqualTo("database: 3.0 sessions waiting for Lock");
        assertThat(step(CALM, VerdictStatus.VALID, VerdictStatus.VALID).bottleneck(16))
                .startsWith("neither");
    }

    @Test
    void without_orders_any_growth_is_too_much() {
        Verdicts none = new Verdicts(
                List.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of(), List.of(), List.of());

        assertThat(new CapacityStep(10, none, Optional.of(growing(1))).failureReason())
                .contains("the backlog grows by 1/s");
        assertThat(new CapacityStep(10, none, Optional.of(growing(0))).failureReason())
                .isEmpty();
        assertThat(new CapacityStep(10, none, Optional.empty()).bottleneck(16))
                .isEqualTo("unknown: nothing was sampled");
    }

    @Test
    void a_few_that_wait_are_no_bottleneck_nor_are_many_that_run() {
        assertThat(step(
                                sessions(Map.of("waiting for Lock", 0.9, "running", 9.0)),
                                VerdictStatus.VALID,
                                VerdictStatus.VALID)
                        .bottleneck(16))
                .startsWith("neither");
        assertThat(step(sessions(Map.of("waiting for Lock", 1.0)), VerdictStatus.VALID, VerdictStatus.VALID)
                        .bottleneck(16))
                .isEqualTo("database: 1.0 sessions waiting for Lock");
    }

    @Test
    void nine_tenths_are_used_up() {
        ResourceUsage busy = new ResourceUsage(CALM.cores(), 0.9, 2, CALM.sessions(), 0, 10);

        assertThat(step(busy, VerdictStatus.VALID, VerdictStatus.VALID).bottleneck(10))
                .startsWith("processors: 90% busy");
        assertThat(step(sessions(Map.of("running", 9.0)), VerdictStatus.VALID, VerdictStatus.VALID)
                        .bottleneck(10))
                .isEqualTo("pool: 9.0 of 10 connections at work");
    }

    @Test
    void a_rate_with_too_few_orders_for_a_budget_must_be_held_for_longer() {
        Budget budget = new Budget("place-order", Level.FAIL, "p(99) < 1s", 99, 1);
        Verdicts verdicts = new Verdicts(
                List.of(),
                new TreeMap<>(Map.of("orders", 100L)),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(new BudgetResult(budget, VerdictStatus.UNKNOWN, 5, 527)));

        assertThat(new CapacityStep(10, verdicts, Optional.empty()).failureReason())
                .contains("too few orders to judge a budget: each rate must be held for longer");
    }
}

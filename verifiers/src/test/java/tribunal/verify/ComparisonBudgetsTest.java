package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.ComparedRuns.NONE;
import static tribunal.verify.ComparedRuns.compare;
import static tribunal.verify.ComparedRuns.placing;
import static tribunal.verify.ComparedRuns.run;
import static tribunal.verify.ComparedRuns.useless;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.RelativeBudgetResult;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

class ComparisonBudgetsTest {
    private static final Demands BELOW_25_MS = medianBelow(25, Level.FAIL);

    private static Demands medianBelow(long ms, Level level) {
        Budget budget = new Budget("place-order", level, "p(50) < " + ms + "ms", 50, ms * 1_000_000);
        return new Demands(List.of(), List.of(), List.of(budget));
    }

    private static Demands fail(String segment, double percentile, double changeMax) {
        return within(segment, Level.FAIL, percentile, changeMax);
    }

    private static Demands within(String segment, Level level, double percentile, double changeMax) {
        return new Demands(
                List.of(),
                List.of(),
                List.of(),
                List.of(new RelativeBudget(segment, level, "as the test says", percentile, changeMax)));
    }

    private static VerdictStatus status(Comparison comparison) {
        return comparison.relative().getFirst().status();
    }

    @Test
    void without_a_limit_a_segment_may_get_a_tenth_slower() {
        Comparison slower = compare(
                placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2).median(30)), NONE);

        assertThat(slower.relative()).extracting(r -> r.budget().expression()).contains("p(99) <= +10%");
        assertThat(slower.exitCode()).isEqualTo(3);
    }

    @Test
    void a_significant_change_misses_a_budget_only_if_it_is_larger() {
        ComparedRun base = placing("a", Synthetic.run(1).calm().perSecond(1_000));
        ComparedRun candidate =
                placing("b", Synthetic.run(2).calm().perSecond(1_000).median(20.8));

        // 4% slower, significantly
        assertThat(status(compare(base, candidate, fail("place-order", 50, 0.1))))
                .isEqualTo(VerdictStatus.VALID);
        assertThat(status(compare(base, candidate, fail("place-order", 50, 0.01))))
                .isEqualTo(VerdictStatus.INVALID);
        assertThat(compare(base, candidate, NONE).slower()).isEmpty();
    }

    @Test
    void a_large_change_that_is_not_significant_misses_none() {
        Comparison noisy = compare(
                placing("a", Synthetic.run(8).lasting(10).tail(6)),
                placing("b", Synthetic.run(9).lasting(10).tail(6)),
                fail("place-order", 90, 0));

        PercentileChange change = noisy.relative().getFirst().change().orElseThrow();
        assertThat(change.share()).isGreaterThan(0.1);
        assertThat(change.significant()).isFalse();
        assertThat(status(noisy)).isEqualTo(VerdictStatus.VALID);
    }

    @Test
    void of_too_few_values_a_budget_is_unknown() {
        Comparison brief = compare(
                placing("a", Synthetic.run(1).lasting(10)),
                placing("b", Synthetic.run(2).lasting(10)),
                fail("place-order", 99, 0.1));

        assertThat(status(brief)).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(brief.exitCode()).isEqualTo(2);
    }

    @Test
    void of_a_segment_that_was_not_measured_too() {
        Comparison none =
                compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), fail("handle", 50, 0.1));

        assertThat(status(none)).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void absolute_budgets_are_reported_of_both_and_the_candidate_s_decide() {
        ComparedRun quick = placing("a", Synthetic.run(1));
        ComparedRun slow = placing("b", Synthetic.run(2).median(30));

        assertThat(compare(slow, quick, BELOW_25_MS).exitCode()).isZero();
        Comparison missed = compare(quick, slow, BELOW_25_MS);
        assertThat(missed.exitCode()).isEqualTo(3);
        assertThat(missed.absolute().getFirst().base().status()).isEqualTo(VerdictStatus.VALID);
        assertThat(missed.absolute().getFirst().candidate().status()).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void during_an_outage_no_absolute_budget_can_be_judged_by_all_latencies() {
        ComparedRun run = placing("a", Synthetic.run(1));
        ComparedRun restarted = new ComparedRun(
                "b", run.conditions(), Optional.empty(), Optional.of("database-restart"), run.latencies());

        assertThat(absolute(run, restarted)).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void a_missed_absolute_budget_that_only_warns_fails_nothing() {
        Comparison missed =
                compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), medianBelow(1, Level.WARN));

        assertThat(missed.absolute().getFirst().candidate().status()).isEqualTo(VerdictStatus.INVALID);
        assertThat(missed.exitCode()).isZero();
    }

    @Test
    void an_absolute_budget_of_a_segment_that_was_not_measured_or_not_trusted_is_unknown() {
        SegmentLatency latency = Synthetic.run(1).latency("place-order");
        ComparedRun sound = run("a", latency);

        assertThat(absolute(sound, sound)).isEqualTo(VerdictStatus.VALID);
        assertThat(absolute(sound, run("b", latency.unknown("the clocks drifted"))))
                .isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(absolute(sound, run("b", Synthetic.run(2).latency("fan-out"))))
                .isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(absolute(sound, useless(sound))).isEqualTo(VerdictStatus.UNKNOWN);
    }

    private static VerdictStatus absolute(ComparedRun base, ComparedRun candidate) {
        return compare(base, candidate, BELOW_25_MS)
                .absolute()
                .getFirst()
                .candidate()
                .status();
    }

    @Test
    void a_rise_of_just_as_much_as_is_allowed_misses_no_budget() {
        RelativeBudget budget = new RelativeBudget("handle", Level.FAIL, "p(50) <= +50%", 50, 0.5);
        PercentileChange half = new PercentileChange(50, 20, 30, 0.4, 0.6, null);
        PercentileChange more = new PercentileChange(50, 20, 31, 0.4, 0.6, null);

        assertThat(new RelativeBudgetResult(budget, Optional.of(half)).status()).isEqualTo(VerdictStatus.VALID);
        assertThat(new RelativeBudgetResult(budget, Optional.of(more)).status()).isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void a_missed_relative_budget_that_only_warns_fails_nothing() {
        Comparison missed = compare(
                placing("a", Synthetic.run(1)),
                placing("b", Synthetic.run(2).median(30)),
                within("place-order", Level.WARN, 50, 0.1));

        assertThat(status(missed)).isEqualTo(VerdictStatus.INVALID);
        assertThat(missed.exitCode()).isZero();
    }

    @Test
    void an_unusable_run_cannot_be_judged_though_no_budget_fails_by_it() {
        Comparison comparison = compare(
                placing("a", Synthetic.run(1)),
                useless(placing("b", Synthetic.run(2))),
                within("place-order", Level.WARN, 50, 0.1));

        assertThat(comparison.exitCode()).isEqualTo(2);
    }

    @Test
    void a_percentile_that_a_budget_names_is_reported_of_its_segment_alone() {
        Comparison comparison = compare(
                placing("a", Synthetic.run(1)),
                placing("b", Synthetic.run(2).median(30)),
                fail("place-order", 75, 0.1));

        assertThat(status(comparison)).isEqualTo(VerdictStatus.INVALID);
        assertThat(comparison.segments()).extracting(SegmentChange::segment).containsExactly("place-order", "fan-out");
        assertThat(comparison.segments())
                .extracting(segment -> segment.changes().stream()
                        .map(PercentileChange::percentile)
                        .toList())
                .containsExactly(List.of(50.0, 75.0, 90.0, 99.0), List.of(50.0, 90.0, 99.0));
    }

    @Test
    void an_absolute_budget_that_both_sides_miss_fails_the_candidate_though_it_is_no_slower() {
        Comparison missed =
                compare(placing("a", Synthetic.run(1)), placing("b", Synthetic.run(2)), medianBelow(1, Level.FAIL));

        assertThat(missed.relative()).extracting(RelativeBudgetResult::status).containsOnly(VerdictStatus.VALID);
        assertThat(missed.exitCode()).isEqualTo(3);
    }
}

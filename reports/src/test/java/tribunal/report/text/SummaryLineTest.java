package tribunal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands.Level;
import tribunal.report.Samples;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

class SummaryLineTest {
    private static final Verdict VALID = Samples.verdict("atomicity", VerdictStatus.VALID, "fine");
    private static final BudgetResult MET = Samples.budget("fan-out", Level.FAIL, 99, VerdictStatus.VALID, 61_000_000);

    @Test
    void all_well_counts_the_guarantees_that_were_exercised() {
        Verdict idle = Samples.verdict("no-overlap", VerdictStatus.NOT_EXERCISED, "");
        assertThat(SummaryLine.of(Samples.of(List.of(VALID, VALID, idle), List.of(), List.of(MET))))
                .isEqualTo("VALID: all 2 guarantees, all budgets met");
        assertThat(SummaryLine.of(Samples.of(VALID))).isEqualTo("VALID: all 1 guarantee");
        assertThat(SummaryLine.of(Samples.of(idle))).isEqualTo("VALID: no guarantee exercised");
    }

    @Test
    void the_worst_wins() {
        var twice = Samples.invalid("idempotent-outcomes", 3, Samples.doubleCharge());
        var once = Samples.invalid("subscription", 1, Samples.doubleCharge());
        var missed = Samples.budget("fan-out", Level.FAIL, 99, VerdictStatus.INVALID, 1_203_000_000);
        var unknown = Samples.unknown("coverage", "crash: 3 of 12");

        assertThat(SummaryLine.of(Samples.of(List.of(VALID, unknown, twice, once), List.of(), List.of(missed))))
                .isEqualTo("INVALID: idempotent-outcomes (3 violations), subscription (1 violation)");
        assertThat(SummaryLine.of(Samples.of(List.of(VALID, unknown), List.of(), List.of(missed))))
                .isEqualTo("UNKNOWN: coverage (crash: 3 of 12)");
        assertThat(SummaryLine.of(Samples.of(List.of(VALID), List.of(), List.of(MET, missed))))
                .isEqualTo("budget missed: fan-out p(99)<1s (1,203 ms)");
    }

    @Test
    void a_budget_nobody_can_judge_says_why() {
        var unknown = Samples.budget("fan-out", Level.FAIL, 99, VerdictStatus.UNKNOWN, 1_203_000_000);
        var latency = new SegmentLatency("fan-out", Samples.histogram(1), "the load generator fell behind");
        assertThat(SummaryLine.of(Samples.of(List.of(VALID), List.of(latency), List.of(unknown))))
                .isEqualTo("UNKNOWN: fan-out p(99)<1s (1,203 ms, the load generator fell behind)");
    }

    @Test
    void a_missed_warning_is_reported_but_fails_nothing() {
        var warned = Samples.budget("place-order", Level.WARN, 50, VerdictStatus.INVALID, 120_000_000);
        var verdicts = Samples.of(List.of(VALID), List.of(), List.of(warned, MET));
        assertThat(verdicts.exitCode()).isZero();
        assertThat(SummaryLine.of(verdicts))
                .isEqualTo("VALID: all 1 guarantee; warning: place-order p(50)<100ms (120 ms)");
    }
}

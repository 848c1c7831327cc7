package tribunal.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;
import tribunal.report.Samples;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.Comparison.AbsoluteResult;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.RelativeBudgetResult;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.verdict.VerdictStatus;

public class ComparisonReportTest {
    private static final AbsoluteResult MET = absolute(VerdictStatus.VALID, VerdictStatus.VALID);

    @TempDir
    private Path folder;

    private static ComparedRun run(String name) {
        return new ComparedRun(name, new TreeMap<>(), Optional.empty(), Optional.empty(), List.of());
    }

    private static PercentileChange change(double percentile, long base, long candidate, double low, double high) {
        return new PercentileChange(percentile, base * 1_000_000, candidate * 1_000_000, low, high, null);
    }

    private static PercentileChange unknown(double percentile, long base, long candidate, @Nullable String why) {
        return new PercentileChange(percentile, base * 1_000_000, candidate * 1_000_000, 0, 0, why);
    }

    private static SegmentChange segment(String name, PercentileChange... changes) {
        return new SegmentChange(
                name, Samples.histogram(12_000_000), Samples.histogram(324_000_000), 1, 1, List.of(changes));
    }

    /** What became of a limit of 1 s. */
    private static AbsoluteResult absolute(VerdictStatus base, VerdictStatus candidate) {
        return new AbsoluteResult(
                Samples.budget("place-order", Level.FAIL, 99, base, 48_000_000),
                Samples.budget("place-order", Level.FAIL, 99, candidate, 120_000_000));
    }

    private static Comparison comparison(Optional<String> useless, AbsoluteResult absolute, SegmentChange... segments) {
        RelativeBudget budget = new RelativeBudget("place-order", Level.FAIL, "p(99) <= +10%", 99, 0.1);
        Optional<PercentileChange> change = List.of(segments).getFirst().change(99);
        return new Comparison(
                List.of(run("steady/1"), run("steady/2")),
                List.of(run("steady/3")),
                List.of(segments),
                List.of(segment("handle/ChargePayment", change(50, 12, 324, 20, 30))),
                List.of(new RelativeBudgetResult(budget, change)),
                List.of(absolute),
                List.of("different nodes: 1 → 2"),
                useless);
    }

    public static Comparison slower() {
        return comparison(
                Optional.empty(),
                MET,
                segment("place-order", change(50, 20, 21, -0.02, 0.09), change(99, 48, 120, 1.2, 1.9)),
                segment("completion", change(50, 600, 900, 0.3, 0.7), unknown(99, 900, 990, "too few values")));
    }

    private static Comparison equal() {
        return withoutParts(equalSegments());
    }

    private static Comparison equalSegments() {
        return comparison(
                Optional.empty(), MET, segment("place-order", change(50, 20, 21, -1, 1), change(99, 48, 60, -1, 1)));
    }

    private static Comparison withoutParts(Comparison all) {
        return new Comparison(
                all.base(),
                all.candidate(),
                all.segments(),
                List.of(),
                all.relative(),
                all.absolute(),
                all.cautions(),
                all.unusable());
    }

    private static String conclusion(Comparison comparison) {
        return ComparisonReport.lines(comparison, Path.of("/compare")).getLast();
    }

    @Test
    void the_slower_segment_and_where_its_time_went_are_in_the_last_sentence() {
        // 120/48 = 2.5; the mean of one attempt of an order is 12 ms and 324 ms
        assertThat(conclusion(slower()))
                .isEqualTo(
                        "budget missed: place-order p(99)<=+10%; place-order got slower: p99 48 ms → 120 ms (+150%, 99% "
                                + "interval +120% to +190%); so did completion; most time was added in handle/ChargePayment: 12 ms "
                                + "→ 324 ms an order");
    }

    @Test
    void equal_runs_have_a_tilde_and_a_rise_within_noise_is_called_so() {
        assertThat(ComparisonReport.lines(equal(), Path.of("/compare")))
                .contains("place-order  p50 20 ms → 21 ms ~   p99 48 ms → 60 ms ~")
                .contains("budget       place-order p(99)<=+10% ~ within noise, 48 ms → 60 ms ~")
                .last()
                .isEqualTo("~ no significant change");
    }

    @Test
    void a_part_that_got_slower_is_reported_where_no_segment_did_as_a_whole() {
        assertThat(conclusion(equalSegments()))
                .isEqualTo(
                        "~ no significant change of a segment as a whole; time was added in handle/ChargePayment: 12 ms "
                                + "→ 324 ms an order");
    }

    @Test
    void the_terminal_shows_runs_cautions_changes_and_budgets_of_both() {
        assertThat(ComparisonReport.lines(slower(), Path.of("/compare")))
                .startsWith(
                        "baseline     steady/1, steady/2",
                        "candidate    steady/3",
                        "caution      different nodes: 1 → 2",
                        "place-order  p50 20 ms → 21 ms ~   p99 48 ms → 120 ms +150% (+120% to +190%)",
                        "completion   p50 600 ms → 900 ms +50% (+30% to +70%)   p99 900 ms → 990 ms ?",
                        "?            too few values (completion p99)",
                        "added        handle/ChargePayment: 12 ms → 324 ms an order",
                        "budget       place-order p(99)<=+10% ✗ missed, 48 ms → 120 ms +150% (+120% to +190%)",
                        "budget       place-order p(99)<1s ✓ 48 ms → ✓ 120 ms");
    }

    @Test
    void a_change_that_cannot_be_judged_is_unknown_and_says_why() {
        Comparison brief = withoutParts(
                comparison(Optional.empty(), MET, segment("place-order", unknown(99, 48, 120, "too few values"))));
        assertThat(conclusion(brief))
                .isEqualTo("UNKNOWN: place-order p(99)<=+10% (too few values); ~ no significant change");

        Comparison useless = comparison(
                Optional.of("the candidate is INVALID (atomicity)"),
                MET,
                segment("place-order", unknown(99, 48, 120, "the candidate is INVALID (atomicity)")));
        assertThat(conclusion(useless))
                .isEqualTo("UNKNOWN: the candidate is INVALID (atomicity): its latencies are not judged");
    }

    @Test
    void a_missed_absolute_budget_is_named_too() {
        Comparison missed = comparison(
                Optional.empty(),
                absolute(VerdictStatus.VALID, VerdictStatus.INVALID),
                segment("place-order", change(99, 48, 49, -1, 1)));
        assertThat(conclusion(missed)).startsWith("budget missed: place-order p(99)<1s; ~ no significant change");
    }

    @Test
    void markdown_has_what_failed_first() {
        assertThat(ComparisonReport.markdown(slower()))
                .startsWith("## budget missed: place-order p(99)\\<=+10%; place-order got slower")
                .containsSubsequence(
                        "**Caution:** different nodes: 1 → 2",
                        "| place-order | p(99) \\<= +10% | fail | 48 ms → 120 ms +150% (+120% to +190%) | ✗ missed |",
                        "| place-order | p99 | 48 ms | 120 ms | +150% | +120% to +190% |",
                        "| handle/ChargePayment | 12 ms | 324 ms |",
                        "?: too few values (completion p99)");
    }

    @Test
    void the_page_shows_every_change_and_draws_both_curves_of_each_segment() {
        assertThat(ComparisonHtml.text(slower()))
                .contains("<h1 class=\"invalid\">budget missed: place-order", "different nodes: 1 → 2")
                .contains("<span class=\"invalid\">+150%</span>", "<span class=\"muted\">~</span>")
                .contains("<span class=\"unknown\">?</span>", "+120% to +190%")
                .contains("{\"label\":\"baseline\",\"values\":[11.99", "{\"label\":\"candidate\",\"values\":[323.7")
                .contains("handle/ChargePayment", "+312 ms");
    }

    @Test
    void the_page_colours_a_budget_by_what_the_candidate_made_of_it() {
        SegmentChange same = segment("place-order", change(99, 48, 49, -1, 1));

        assertThat(ComparisonHtml.text(
                        comparison(Optional.empty(), absolute(VerdictStatus.INVALID, VerdictStatus.VALID), same)))
                .contains("<span class=\"valid\">✗ missed → ✓ met</span>");
        assertThat(ComparisonHtml.text(
                        comparison(Optional.empty(), absolute(VerdictStatus.VALID, VerdictStatus.INVALID), same)))
                .contains("<span class=\"invalid\">✓ met → ✗ missed</span>");
    }

    @Test
    void scripts_find_figures_in_milliseconds_and_null_where_nothing_can_be_said() throws IOException {
        ComparisonReport.write(slower(), folder);
        JsonNode json =
                JsonMapper.shared().readTree(folder.resolve("compare.json").toFile());

        assertThat(json.path("exit").asInt()).isEqualTo(3);
        assertThat(json.path("conclusion").asString()).startsWith("budget missed: ");
        JsonNode p99 = json.at("/segments/0/changes/1");
        assertThat(p99.path("candidate").asDouble()).isEqualTo(120);
        assertThat(p99.path("change").asDouble()).isEqualTo(1.5);
        assertThat(p99.path("significant").asBoolean()).isTrue();
        assertThat(json.at("/segments/1/changes/1/significant").isNull()).isTrue();
        assertThat(json.at("/budgets/0/met").asBoolean(true)).isFalse();
        assertThat(json.at("/budgets/1/metByBaseline").asBoolean()).isTrue();
    }
}

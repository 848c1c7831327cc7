package tribunal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.History;
import tribunal.report.Samples;
import tribunal.report.text.RunInfo;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Violation;

class HtmlReportTest {
    private static final History NOTHING = new History(List.of());

    private final String page = HtmlReport.text(Samples.run(), Samples.history(), Samples.doubleCharges());

    @Test
    void it_opens_with_the_verdict_and_the_line_that_replays_it() {
        assertThat(page)
                .containsSubsequence(
                        "<h1 class=\"invalid\">INVALID: idempotent-outcomes (3 violations)</h1>",
                        "./tribunal load --scenario steady --seed 42",
                        "<h2>Guarantees</h2>",
                        "<h2>Budgets</h2>",
                        "<h2>Time-line</h2>",
                        "<h2>Latency</h2>",
                        "<h2>Stories of violations</h2>",
                        "<h2>Faults and situations</h2>",
                        "<h2>Configuration</h2>");
    }

    @Test
    void fault_windows_and_drift_are_tables_and_absent_where_there_are_none() {
        assertThat(page)
                .containsSubsequence(
                        "<caption>Fault windows</caption>",
                        "chaos-monkey 15.2 s to 30.3 s (93 exception, 1,196 latency)",
                        "outage 40.0 s to the end",
                        "<caption>Drift from the first to the last third of the storm</caption>",
                        "harness memory 100 MiB → 160 MiB (+60%, drifted)");
        assertThat(HtmlReport.text(Samples.run(), NOTHING, Samples.of())).doesNotContain("Fault windows", "Drift");
    }

    @Test
    void a_violation_unfolds_to_its_proof() {
        assertThat(page)
                .containsSubsequence(
                        "<summary>3 violations, the first 1 with proof</summary>",
                        "<p>order 7f3a was charged twice <a href=\"#story-1\">Its story</a></p>",
                        "12.204 s  3rd party charge of 7f3a, request 17, applied, 24.50");
    }

    @Test
    void tables_are_marked_up_for_those_who_listen() {
        assertThat(page)
                .contains(
                        "<html lang=\"en\">",
                        "<caption>Latency limits; one of level warn never fails a run</caption>",
                        "<th scope=\"col\">Segment</th>",
                        "<th scope=\"row\">place-order</th>");
    }

    @Test
    void it_asks_for_nothing_from_elsewhere() {
        assertThat(page).contains("default-src 'none'").doesNotContain("<link", "@import", "url(", "src=");
    }

    @Test
    void every_text_is_escaped() {
        String hostile = "<script>alert('&\"')</script>\u0000";
        RunInfo r = Samples.withDefect(hostile);
        RunInfo run = new RunInfo(
                hostile,
                1,
                hostile,
                r.started(),
                r.storm(),
                r.defect(),
                hostile,
                r.directory(),
                true,
                new LinkedHashMap<>(Map.of(hostile, hostile)),
                hostile);
        var verdicts = Samples.of(
                List.of(Samples.invalid(hostile, 1, new Violation(hostile, hostile, List.of()))),
                List.of(new SegmentLatency(hostile, Samples.histogram(1), hostile)),
                List.of());

        assertThat(HtmlReport.text(run, NOTHING, verdicts))
                .contains(
                        ">&lt;script&gt;alert('&amp;\"')&lt;/script&gt;\ufffd</",
                        "aria-label=\"The story of: &lt;script>alert(&#39;&amp;&#34;&#39;)&lt;/script>\ufffd\"")
                .doesNotContain("<script>alert", "\u0000");
    }

    @Test
    void a_run_of_which_nothing_is_known_still_makes_a_page() {
        assertThat(HtmlReport.text(Samples.cutShort(), NOTHING, Samples.of()))
                .contains("The run was cut short", "Situations that occurred: none");
    }
}

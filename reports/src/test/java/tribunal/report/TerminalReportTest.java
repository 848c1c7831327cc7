package tribunal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands.Level;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.Segment;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

class TerminalReportTest {
    @Test
    void a_run_that_charged_twice_reads_like_this() {
        assertThat(TerminalReport.lines(Samples.run(), Samples.doubleCharges())).containsExactly("""
                steady  seed 42  load  30 s storm  2,412 orders  12,180 events  36,905 deliveries
                faults   712 duplicated  698 delayed  349 dropped  361 answers lost  118 settles lost  340 crashes at 2 points  1 planned but not met
                windows  chaos-monkey 15.2 s to 30.3 s (93 exception, 1,196 latency)  outage 40.0 s to the end
                outages  3, slowest recovery 1.9 s (kill-node of node-1), 1 not recovered from
                drift    place-order p99 31 ms → 33 ms (+6%), fan-out p99 41 ms → 21 ms (-50%)
                drift    subscriptions 1,100 → 2,200 (+100%)
                drift    app memory 210 MiB → 214 MiB (+2%), harness memory 100 MiB → 160 MiB (+60%, drifted)
                drift    app cpu 0.50 cores → 0.51 cores (+2%)
                VALID    atomicity            12,180 versions = 12,180 events
                INVALID  idempotent-outcomes  3 violations, first: order 7f3a was charged twice
                           12.200 s  channel   ChargePayment on OrderPlaced#1 of 7f3a, attempt 1: handed over by app-1 with token 5
                           12.203 s  3rd party charge of 7f3a, request 17, requested, 24.50, without a key
                           12.204 s  3rd party charge of 7f3a, request 17, applied, 24.50
                           12.206 s  channel   ChargePayment on OrderPlaced#1 of 7f3a, attempt 1: answer lost
                           14.230 s  3rd party charge of 7f3a, request 23, requested, 24.50, without a key
                           14.231 s  3rd party charge of 7f3a, request 23, applied, 24.50
                UNKNOWN  at-least-once        the history was cut short
                -        no-overlap           not exercised
                budget   place-order  p(50)<100ms ✓ 3.2 ms   p(99)<1s ✗ 1,203 ms
                budget   fan-out      p(99)<1s ? 61 ms
                replay   ./tribunal load --scenario steady --seed 42
                report   file:///runs/steady/42/report.html
                INVALID: idempotent-outcomes (3 violations)
                """.split("\n"));
    }

    @Test
    void a_guarantee_that_was_not_exercised_names_what_the_history_does_not_show() {
        Verdict unseen = Samples.verdict(
                "no-overlap", VerdictStatus.NOT_EXERCISED, "0 lapsed leases; not observed: claims, settles");
        Verdict seen = Samples.verdict("recovery", VerdictStatus.NOT_EXERCISED, "0 dead letters");

        assertThat(TerminalReport.lines(Samples.run(), Samples.of(unseen, seen)))
                .contains(
                        "-        no-overlap           not exercised; not observed: claims, settles",
                        "-        recovery             not exercised");
    }

    @Test
    void a_defect_is_loud_and_a_cut_is_reported() {
        assertThat(TerminalReport.lines(Samples.withDefect("no-deduplication"), Samples.of()))
                .contains("DEFECT   no-deduplication is switched on");
        assertThat(TerminalReport.lines(Samples.cutShort(), Samples.of()))
                .contains("CUT      the run was cut short: what is absent from its history proves nothing");
        assertThat(TerminalReport.lines(Samples.run(), Samples.of())).noneMatch(l -> l.matches("(DEFECT|CUT).*"));
    }

    @Test
    void of_a_proof_of_thirty_entries_the_first_six_and_the_last_five_are_shown() {
        List<Entry> thirty = LongStream.rangeClosed(1, 30)
                .mapToObj(i -> (Entry) new NodeStarted(i * 1_000_000_000, "n" + i))
                .toList();
        List<String> lines = TerminalReport.lines(
                Samples.run(), Samples.of(Samples.invalid("recovery", 1, new Violation("slow", null, thirty))));

        assertThat(lines)
                .contains("INVALID  recovery             slow")
                .containsSubsequence(
                        "            6.000 s  harness   node n6 ready",
                        "                … 19 more entries, in the report",
                        "           26.000 s  harness   node n26 ready");
        assertThat(lines.stream().filter(l -> l.startsWith("          "))).hasSize(12);
    }

    @Test
    void lag_is_reported_when_its_p99_exceeds_ten_milliseconds() {
        assertThat(lagLine(14_000_000))
                .containsExactly("load     lag p99 14 ms: the load generator fell behind its schedule");
        assertThat(lagLine(9_000_000)).isEmpty();
    }

    private static List<String> lagLine(long nanos) {
        var verdicts = Samples.of(List.of(), List.of(Samples.latency(Segment.LAG.label(), nanos)), List.of());
        return TerminalReport.lines(Samples.run(), verdicts).stream()
                .filter(l -> l.startsWith("load "))
                .toList();
    }

    @Test
    void numbers_look_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        List<String> here = TerminalReport.lines(Samples.run(), Samples.doubleCharges());
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(TerminalReport.lines(Samples.run(), Samples.doubleCharges()))
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nothing_from_a_history_can_steer_the_terminal_or_break_a_line() {
        var hostile = new Violation("red \u001b[31m\nline", null, List.of(new NodeStarted(0, "a\r\nb\u001b[2J")));
        assertThat(TerminalReport.lines(Samples.run(), Samples.of(Samples.invalid("recovery", 1, hostile))))
                .contains("INVALID  recovery             red  [31m line")
                .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }

    @Test
    void no_faults_are_none() {
        assertThat(TerminalReport.lines(Samples.run(), Samples.of())).contains("faults   none");
    }

    @Test
    void a_budget_that_measured_nothing_shows_no_figure() {
        var nothing = Samples.budget("fan-out", Level.FAIL, 99, VerdictStatus.UNKNOWN, 0);
        assertThat(TerminalReport.lines(Samples.run(), Samples.of(List.of(), List.of(), List.of(nothing))))
                .contains("budget   fan-out  p(99)<1s ? -");
    }
}

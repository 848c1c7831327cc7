package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.Demands.Level;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.report.Samples;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

class SummaryMarkdownTest {
    @Test
    void what_failed_comes_first() {
        String text = SummaryMarkdown.text(Samples.run(), Samples.doubleCharges());

        assertThat(text)
                .startsWith("## INVALID: idempotent-outcomes (3 violations)\n")
                .containsSubsequence(
                        "**idempotent-outcomes**: order 7f3a was charged twice",
                        "12.204 s  3rd party",
                        "    ./tribunal load --scenario steady --seed 42",
                        "| INVALID | idempotent-outcomes |",
                        "| UNKNOWN | at-least-once |",
                        "| VALID | atomicity |",
                        "| NOT-EXERCISED | no-overlap |",
                        "| place-order | p(99) \\< 1s | fail | 1,203 ms | ✗ missed |",
                        "| Segment | Count |",
                        "| place-order | 2 | 3.2 ms |",
                        "| Fault | Planned | Met | Not met |",
                        "| drop | 350 | 349 | 1 |",
                        "| chaos-monkey 15.2 s to 30.3 s (93 exception, 1,196 latency) |",
                        "| app memory 210 MiB → 214 MiB (+2%) |",
                        "| harness memory 100 MiB → 160 MiB (+60%, drifted) |");
    }

    @Test
    void no_text_can_break_out_of_its_place() {
        var hostile = new Violation("a | b <img src=x>\n# c `d` [e](f)", null, List.of());
        assertThat(SummaryMarkdown.text(Samples.run(), Samples.of(Samples.invalid("recovery", 1, hostile))))
                .contains("| INVALID | recovery | a \\| b \\<img src=x\\> \\# c \\`d\\` \\[e\\](f) |");
    }

    @Test
    void it_is_cut_before_it_is_too_large_for_a_job_s_summary() {
        var budgets = Collections.nCopies(
                30_000, Samples.budget("place-order", Level.WARN, 50, VerdictStatus.VALID, 3_000_000));
        Verdict verdict = Samples.invalid("recovery", 1, new Violation("a thing failed", null, List.of()));

        // 30,000 rows of some 50 bytes are 1.5 MB.
        String text = SummaryMarkdown.text(Samples.run(), Samples.of(List.of(verdict), List.of(), budgets));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(900_000, 1 << 20);
        assertThat(text)
                .startsWith("## INVALID: recovery (1 violation)\n")
                .endsWith("\n… and more: the run's directory has it all.\n");
    }

    @Test
    void it_stays_below_a_mebibyte_whatever_the_judge_says() {
        Entry entry = new NodeStarted(1, "n".repeat(10_000));
        Violation huge = new Violation("s".repeat(100_000), null, Collections.nCopies(1_000, entry));
        Verdict verdict =
                Samples.invalid("recovery", 20, Collections.nCopies(20, huge).toArray(Violation[]::new));

        // Nine guarantees: each at most 12 lines of proof and 3 sentences, of 500 characters, hence below 70 kB.
        String text = SummaryMarkdown.text(
                Samples.run(), Samples.of(Collections.nCopies(9, verdict).toArray(Verdict[]::new)));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
    }
}

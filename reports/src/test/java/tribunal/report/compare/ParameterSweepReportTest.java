package tribunal.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.Demands.Level;
import tribunal.report.Samples;
import tribunal.report.compare.ParameterSweepReport.VariedRun;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

class ParameterSweepReportTest {
    @TempDir
    private Path folder;

    /** A hundred latencies of place-order, evenly up to this maximum in milliseconds, and a budget on them. */
    private static VariedRun run(String value, long millis, VerdictStatus budget) {
        long[] nanos =
                LongStream.rangeClosed(1, 100).map(n -> n * millis * 10_000).toArray();
        SegmentLatency latency = Samples.latency("place-order", nanos);
        Verdicts verdicts = Samples.of(
                List.of(Samples.verdict("atomicity", VerdictStatus.VALID, "")),
                List.of(latency),
                List.of(Samples.budget("place-order", Level.FAIL, 99, budget, 990_000 * millis)));
        return new VariedRun(value, Path.of("/runs/calm/" + value), verdicts);
    }

    private static final List<VariedRun> THREE = List.of(
            run("50", 100, VerdictStatus.VALID),
            run("100", 80, VerdictStatus.VALID),
            run("200", 1_500, VerdictStatus.INVALID));

    @Test
    void the_last_sentence_says_which_values_keep_the_budgets_which_do_not_and_which_is_best() {
        // p99 of 0.8, 1.6 … 80 ms is 79.2 ms
        assertThat(new ParameterSweepReport("rate", THREE).conclusion())
                .isEqualTo(
                        "rate 50, 100 keep every budget; 200 misses place-order p(99)<1s; the lowest p99 of place-order "
                                + "is 100's, 79 ms");
        assertThat(new ParameterSweepReport("pool", THREE.subList(0, 1)).conclusion())
                .isEqualTo("pool 50 keeps every budget");
    }

    @Test
    void where_none_keeps_them_that_is_said_with_the_reason_of_each() {
        ParameterSweepReport none = new ParameterSweepReport(
                "rate",
                List.of(
                        run("50", 100, VerdictStatus.UNKNOWN),
                        run("200", 1_500, VerdictStatus.INVALID),
                        new VariedRun("300", Path.of("/runs"), Samples.of(Samples.invalid("atomicity", 1)))));
        assertThat(none.conclusion())
                .isEqualTo(
                        "no rate keeps every budget: 50 is UNKNOWN, 200 misses place-order p(99)<1s, 300 is INVALID");
        assertThat(none.exitCode()).isEqualTo(1);
    }

    @Test
    void one_value_that_keeps_them_is_enough() {
        assertThat(new ParameterSweepReport("rate", THREE).exitCode()).isZero();
        assertThat(new ParameterSweepReport("rate", THREE.subList(2, 3)).exitCode())
                .isEqualTo(3);
        assertThat(new ParameterSweepReport("rate", List.of(THREE.get(2), run("5", 1, VerdictStatus.UNKNOWN)))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void each_run_has_a_line() {
        assertThat(ParameterSweepReport.line(THREE.getFirst()))
                .isEqualTo(
                        "50            50 ms / 99 ms             - / -                     - / -                       kept");
        assertThat(ParameterSweepReport.line(THREE.getLast()))
                .endsWith("budget missed: place-order p(99)<1s (1,485 ms)");
    }

    @Test
    void the_page_draws_a_small_chart_of_each_segment_with_a_line_for_each_value() throws IOException {
        new ParameterSweepReport("rate", THREE).write(folder);

        assertThat(Files.readString(folder.resolve("vary.html")))
                .contains(
                        "<h3>place-order</h3>",
                        "<h3>completion</h3>",
                        "\"label\":\"rate 50\"",
                        "\"label\":\"rate 200\"");
        assertThat(Files.readString(folder.resolve("vary.md")))
                .startsWith("## rate 50, 100 keep every budget")
                .contains("| 100 | 40 ms | 79 ms |");
        assertThat(Files.readString(folder.resolve("vary.json"))).contains("\"directory\" : \"/runs/calm/50\"");
    }
}

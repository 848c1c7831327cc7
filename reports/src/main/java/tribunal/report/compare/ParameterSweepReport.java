package tribunal.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import tribunal.history.Demands.Level;
import tribunal.history.Segment;
import tribunal.history.file.EntryCodec;
import tribunal.report.file.AtomicFile;
import tribunal.report.page.Figure;
import tribunal.report.page.HtmlPage;
import tribunal.report.page.PercentileChart;
import tribunal.report.text.BudgetText;
import tribunal.report.text.Markdown;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunText;
import tribunal.report.text.SummaryLine;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

/** Compares runs of one scenario in which one parameter, such as {@code rate} or {@code pool}, was varied. */
public record ParameterSweepReport(String what, List<VariedRun> runs) {
    public static final String HTML = "vary.html";
    private static final List<Segment> SEGMENTS = List.of(
            Segment.PLACE_ORDER,
            Segment.FAN_OUT,
            Segment.COMPLETION,
            Segment.END_TO_END,
            Segment.DISPATCH,
            Segment.HANDLE);
    private static final List<String> HEADERS = List.of(
            Segment.PLACE_ORDER.label() + " p50",
            "p99",
            Segment.FAN_OUT.label() + " p50",
            "p99",
            Segment.COMPLETION.label() + " p50",
            "p99",
            "load generator's lag p99",
            "Budgets");
    private static final String ROW = "%-12s  %-24s  %-24s  %-26s  %s";

    /** One of the runs, with the value of the parameter as written. */
    public record VariedRun(String value, Path directory, Verdicts verdicts) {
        /** Whether every guarantee held and every budget was met. */
        boolean kept() {
            return verdicts.exitCode() == 0;
        }

        private Optional<Histogram> nanos(Segment segment) {
            return RunText.latency(verdicts, segment).map(SegmentLatency::nanos);
        }

        private String latency(Segment segment, double percentile) {
            return RunText.percentile(verdicts, segment, percentile);
        }

        private String both(Segment segment) {
            return latency(segment, 50) + " / " + latency(segment, 99);
        }

        /** Returns {@code kept}, or the summary of the run. */
        String outcome() {
            return kept() ? "kept" : SummaryLine.of(verdicts);
        }
    }

    /** Returns the heading of the lines of runs. */
    public String header() {
        String percentiles = " p50 / p99";
        return ROW.formatted(
                what,
                Segment.PLACE_ORDER.label() + percentiles,
                Segment.FAN_OUT.label() + percentiles,
                Segment.COMPLETION.label() + percentiles,
                "budgets");
    }

    /** Returns a run as a line. */
    public static String line(VariedRun run) {
        return NumberText.oneLine(ROW.formatted(
                run.value(),
                run.both(Segment.PLACE_ORDER),
                run.both(Segment.FAN_OUT),
                run.both(Segment.COMPLETION),
                run.outcome()));
    }

    /** Says in one sentence which values keep the budgets. */
    public String conclusion() {
        List<VariedRun> kept = runs.stream().filter(VariedRun::kept).toList();
        if (kept.isEmpty()) {
            return "no " + what + " keeps every budget: " + broken();
        }
        String which = what + " " + values(kept) + (kept.size() == 1 ? " keeps" : " keep") + " every budget";
        String lost = kept.size() == runs.size() ? "" : "; " + broken();
        return which + lost + best(kept);
    }

    private static String values(List<VariedRun> runs) {
        return runs.stream().map(VariedRun::value).collect(Collectors.joining(", "));
    }

    private String broken() {
        return runs.stream()
                .filter(run -> !run.kept())
                .map(run -> run.value() + " " + shortly(run.verdicts()))
                .collect(Collectors.joining(", "));
    }

    private static String shortly(Verdicts verdicts) {
        return switch (verdicts.exitCode()) {
            case 1 -> "is INVALID";
            case 2 -> "is UNKNOWN";
            default ->
                "misses "
                        + verdicts.budgets().stream()
                                .filter(b -> b.budget().level() == Level.FAIL && b.status() == VerdictStatus.INVALID)
                                .map(BudgetText::name)
                                .collect(Collectors.joining(" and "));
        };
    }

    private static String best(List<VariedRun> kept) {
        return kept.stream()
                .filter(run -> kept.size() > 1 && run.nanos(Segment.PLACE_ORDER).isPresent())
                .min(Comparator.comparingLong(
                        run -> run.nanos(Segment.PLACE_ORDER).orElseThrow().getValueAtPercentile(99)))
                .map(run -> "; the lowest p99 of " + Segment.PLACE_ORDER.label() + " is " + run.value() + "'s, "
                        + run.latency(Segment.PLACE_ORDER, 99))
                .orElse("");
    }

    /** Returns the exit code: 1 if a run is INVALID, 0 if one keeps every budget, else 2 if one is UNKNOWN, else 3. */
    public int exitCode() {
        Set<Integer> exits = runs.stream().map(run -> run.verdicts().exitCode()).collect(Collectors.toSet());
        return Stream.of(1, 0, 2).filter(exits::contains).findFirst().orElse(3);
    }

    /** Writes {@code vary.json}, {@code .md} and {@code .html}, each whole or not at all. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve("vary.json"), json());
        AtomicFile.write(folder.resolve("vary.md"), markdown());
        AtomicFile.write(folder.resolve(HTML), HtmlPage.fill("sweep.jte", this));
    }

    private String json() {
        var json = EntryCodec.json().createObjectNode();
        json.put("varied", what).put("exit", exitCode()).put("conclusion", conclusion());
        var array = json.putArray("runs");
        runs.forEach(run -> array.addObject()
                .put("value", run.value())
                .put("exit", run.verdicts().exitCode())
                .put("directory", run.directory().toString()));
        return EntryCodec.json().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /** Returns the text for a job's summary. */
    public String markdown() {
        Markdown page = new Markdown(conclusion());
        page.table(headers(), rows());
        return page.text();
    }

    public List<String> headers() {
        return Stream.concat(Stream.of(what), HEADERS.stream()).toList();
    }

    public List<List<String>> rows() {
        return runs.stream().map(ParameterSweepReport::row).toList();
    }

    private static List<String> row(VariedRun run) {
        return List.of(
                run.value(),
                run.latency(Segment.PLACE_ORDER, 50),
                run.latency(Segment.PLACE_ORDER, 99),
                run.latency(Segment.FAN_OUT, 50),
                run.latency(Segment.FAN_OUT, 99),
                run.latency(Segment.COMPLETION, 50),
                run.latency(Segment.COMPLETION, 99),
                run.latency(Segment.LAG, 99),
                run.outcome());
    }

    /** Returns a small chart for each segment, with a line for each value. */
    public List<Figure> curves() {
        return SEGMENTS.stream().map(this::curve).toList();
    }

    private Figure curve(Segment segment) {
        return PercentileChart.of(
                segment.label(),
                runs.stream()
                        .flatMap(run -> run
                                .nanos(segment)
                                .map(nanos -> new SegmentLatency(what + " " + run.value(), nanos, null))
                                .stream())
                        .toList());
    }
}

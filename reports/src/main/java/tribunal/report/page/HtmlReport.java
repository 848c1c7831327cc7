package tribunal.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tribunal.history.PartitionedHistory;
import tribunal.report.text.AtomicFile;
import tribunal.report.text.BudgetText;
import tribunal.report.text.LagText;
import tribunal.report.text.LatencyRow;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunInfo;
import tribunal.report.text.RunText;
import tribunal.report.text.SummaryLine;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.verdict.VerdictStatus;

/**
 * Writes {@code report.html}: a run as one page that needs no network. A script draws its charts; without a script
 * the page shows their data as tables.
 */
public final class HtmlReport {
    private static final Set<String> LATENCY_FIGURES = Set.of("Count", "p50", "p90", "p99", "p99.9", "Max");

    private final RunInfo run;
    private final Verdicts verdicts;
    private final StorySection stories;
    private final RunCharts charts;

    private HtmlReport(RunInfo run, PartitionedHistory history, Verdicts verdicts) {
        this.run = run;
        this.verdicts = verdicts;
        this.stories = StorySection.of(history, verdicts);
        this.charts = new RunCharts(verdicts);
    }

    /**
     * Writes the file atomically; a crash leaves the old file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, PartitionedHistory history, Verdicts verdicts, Path file) throws IOException {
        AtomicFile.write(file, text(run, history, verdicts));
    }

    public static String text(RunInfo run, PartitionedHistory history, Verdicts verdicts) {
        return new HtmlReport(run, history, verdicts).page();
    }

    private String page() {
        return HtmlPage.text(run.scenario() + " " + run.seed() + ": " + SummaryLine.of(verdicts), body());
    }

    /** The page opens with the story of a violation; if there is none, with the traffic. */
    private Html body() {
        return Html.all(
                verdict(),
                stories.isEmpty() ? charts.opening() : stories.opening(),
                HtmlPage.section("Guarantees", new GuaranteeSection(verdicts, stories).html()),
                HtmlPage.section("Budgets", Html.all(budgets(), Waterfall.html(verdicts.orderPath()))),
                HtmlPage.section("Time-line", stories.isEmpty() ? charts.others() : charts.all()),
                HtmlPage.section("Latency", Html.all(latencies(), byPercentile(), charts.heatMaps())),
                stories.isEmpty() ? Html.text("") : HtmlPage.section("The story of an order", stories.others()),
                HtmlPage.section("Faults and situations", FaultSection.html(verdicts)),
                HtmlPage.section("Configuration", configuration()));
    }

    private Html verdict() {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.element("p", Html.text(what())).with("class", "muted"));
        parts.add(Html.element("h1", Html.text(SummaryLine.of(verdicts)))
                .with("class", HtmlPage.colour(verdicts.exit())));
        run.defect().ifPresent(defect -> parts.add(HtmlPage.warning("Defect " + defect + " is switched on.")));
        if (run.cutShort()) {
            parts.add(HtmlPage.warning("The run was cut short: what is absent from its history proves nothing."));
        }
        parts.add(KeyFigures.html(verdicts));
        LagText.behind(verdicts).map(this::lag).ifPresent(parts::add);
        parts.add(Html.element("pre", Html.element("code", Html.text(run.replay())))
                .with("tabindex", "0"));
        return Html.element("header", Html.all(parts));
    }

    private String what() {
        String counts = String.join(", ", RunText.counts(verdicts));
        return ("Tribunal puts an app under scripted traffic while faults are injected, and judges it by evidence from"
                        + " outside the app. Scenario %s (%s), seed %d, %s of storm%s.")
                .formatted(
                        run.scenario(),
                        run.mode(),
                        run.seed(),
                        NumberText.seconds(run.storm()),
                        counts.isEmpty() ? "" : ": " + counts);
    }

    private Html lag(String behind) {
        String text = "Load: " + behind
                + ". Latencies seem longer than they are: a budget that was met is met, one that was missed is UNKNOWN.";
        boolean matters = verdicts.budgets().stream().anyMatch(b -> b.status() == VerdictStatus.UNKNOWN);
        return matters
                ? HtmlPage.warning(text)
                : Html.element("p", Html.text(text)).with("class", "muted");
    }

    private Html budgets() {
        return new HtmlTable(
                        "Latency limits; one of level warn never fails a run",
                        List.of("Segment", "Limit", "Level", "Actual", "Of its limit", "Met"),
                        Set.of("Actual"),
                        verdicts.budgets().stream().map(this::budget).toList())
                .html();
    }

    private List<Html> budget(BudgetResult result) {
        return List.of(
                Html.text(result.budget().segment()),
                Html.text(result.budget().expression()),
                Html.text(BudgetText.level(result)),
                Html.text(BudgetText.detail(result, verdicts.latencies())),
                BudgetBar.html(result),
                Html.element("span", Html.text(BudgetText.sign(result) + " " + BudgetText.outcome(result)))
                        .with("class", BudgetText.colour(result)));
    }

    private Html latencies() {
        return new HtmlTable(
                        "By segment, counted from the intended time, warm-up excluded",
                        LatencyRow.HEADERS,
                        LATENCY_FIGURES,
                        verdicts.latencies().stream()
                                .map(l -> LatencyRow.of(l).cells().stream()
                                        .map(Html::text)
                                        .toList())
                                .toList())
                .html();
    }

    private Html byPercentile() {
        return PercentileChart.of(verdicts.latencies()).html();
    }

    private Html configuration() {
        Stream<Map.Entry<String, String>> settings = Stream.of(
                Map.entry("Scenario", run.scenario()),
                Map.entry("Seed", Long.toString(run.seed())),
                Map.entry("Mode", run.mode()),
                Map.entry("Storm", NumberText.seconds(run.storm())),
                Map.entry("Defect", run.defect().orElse("none")));
        List<List<Html>> rows = Stream.concat(settings, run.setup().entrySet().stream())
                .map(s -> List.of(Html.text(s.getKey()), Html.text(s.getValue())))
                .toList();
        Html table =
                new HtmlTable("Everything needed to run it again", List.of("Setting", "Value"), Set.of(), rows).html();
        Html document = Html.element("pre", Html.text(run.document())).with("tabindex", "0");
        return Html.all(
                table,
                Html.element("details", Html.element("summary", Html.text("run.json")), document)
                        .with("class", "document"));
    }
}

package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import tribunal.history.History;
import tribunal.verify.BudgetResult;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;
import tribunal.verify.Violation;

/**
 * {@code report.html}: a run as one page that needs no network. A script draws its charts; without one the page shows their
 * data as tables.
 */
public final class HtmlReport {
    private static final Set<String> LATENCY_FIGURES = Set.of("Count", "p50", "p90", "p99", "p99.9", "Max");

    private final RunInfo run;
    private final Verdicts verdicts;
    private final StorySection stories;

    private HtmlReport(RunInfo run, History history, Verdicts verdicts) {
        this.run = run;
        this.verdicts = verdicts;
        this.stories = StorySection.of(history, verdicts);
    }

    /**
     * Writes the file whole, or leaves the old one.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, History history, Verdicts verdicts, Path file) throws IOException {
        WholeFile.write(file, text(run, history, verdicts));
    }

    static String text(RunInfo run, History history, Verdicts verdicts) {
        return new HtmlReport(run, history, verdicts).page();
    }

    private String page() {
        Html html = Html.element("html", head(), Html.element("body", Html.element("main", body()), PageFiles.script()))
                .with("lang", "en");
        return "<!doctype html>\n" + html.markup() + "\n";
    }

    private Html head() {
        return Html.element(
                "head",
                new Html("<meta charset=\"utf-8\">"),
                new Html("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
                Html.element("title", Html.text(run.scenario() + " " + run.seed() + ": " + Conclusion.of(verdicts))),
                PageFiles.policy(),
                PageFiles.style());
    }

    private Html body() {
        return Html.all(
                verdict(),
                section("Guarantees", guarantees()),
                section("Budgets", budgets()),
                section("Time-line", TimeLine.html(verdicts)),
                section("Latency", Html.all(latencies(), byPercentile())),
                stories.isEmpty() ? Html.text("") : section("The story of an order", stories.html()),
                section("Faults and situations", Html.all(faults(), situations())),
                section("Configuration", configuration()));
    }

    private static Html section(String title, Html content) {
        return Html.element("section", Html.element("h2", Html.text(title)), content);
    }

    private Html verdict() {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.element("h1", Html.text(Conclusion.of(verdicts))).with("class", colour()));
        run.defect().ifPresent(defect -> parts.add(warning("Defect " + defect + " is switched on.")));
        if (run.cutShort()) {
            parts.add(warning("The run was cut short: what is absent from its history proves nothing."));
        }
        parts.add(Html.element("p", Html.text(String.join(", ", RunWords.counts(verdicts)))));
        parts.add(Html.element("pre", Html.element("code", Html.text(run.replay()))));
        return Html.element("header", Html.all(parts));
    }

    private static Html warning(String text) {
        return Html.element("p", Html.text(text)).with("class", "warning");
    }

    private String colour() {
        return switch (verdicts.exit()) {
            case 0 -> "valid";
            case 2 -> "unknown";
            default -> "invalid";
        };
    }

    private static Html ruling(Ruling ruling) {
        String colour =
                switch (ruling) {
                    case VALID -> "valid";
                    case INVALID -> "invalid";
                    case UNKNOWN -> "unknown";
                    case NOT_EXERCISED -> "muted";
                };
        return Html.element("span", Html.text(ruling.label())).with("class", colour);
    }

    private Html guarantees() {
        return new HtmlTable(
                        "What must hold, and whether it did",
                        List.of("Guarantee", "Verdict", "Finding", "Opportunities"),
                        Set.of("Opportunities"),
                        verdicts.guarantees().stream().map(this::guarantee).toList())
                .html();
    }

    private List<Html> guarantee(Verdict verdict) {
        return List.of(
                Html.text(verdict.guarantee()),
                ruling(verdict.ruling()),
                Html.all(Html.text(RunWords.finding(verdict)), checked(verdict), violations(verdict)),
                Html.text(Figures.count(verdict.opportunities())));
    }

    private static Html checked(Verdict verdict) {
        List<String> parts = verdict.checked().entrySet().stream()
                .map(c -> Figures.count(c.getValue()) + " " + c.getKey())
                .toList();
        return parts.isEmpty()
                ? Html.text("")
                : Html.element("p", Html.text("Checked: " + String.join(", ", parts)))
                        .with("class", "muted");
    }

    private Html violations(Verdict verdict) {
        if (verdict.violations().isEmpty()) {
            return Html.text("");
        }
        long shown = verdict.violations().size();
        String all = Figures.count(verdict.total(), "violation", "violations");
        String title = shown < verdict.total() ? all + ", the first " + shown + " with proof" : all + " with proof";
        Html list = Html.element("ol", Html.all(verdict.violations().stream().map(this::violation)));
        return Html.element("details", Html.element("summary", Html.text(title)), list)
                .with("open", "open");
    }

    private Html violation(Violation violation) {
        Html sentence = Html.element("p", Html.text(violation.sentence()), stories.link(violation));
        String proof = String.join("\n", ProofLines.most(violation));
        return Html.element("li", sentence, Html.element("pre", Html.text(proof)));
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
                Html.text(BudgetWords.level(result)),
                Html.text(BudgetWords.detail(result, verdicts.latencies())),
                BudgetBar.html(result),
                Html.element("span", Html.text(BudgetWords.sign(result) + " " + BudgetWords.fate(result)))
                        .with("class", BudgetWords.colour(result)));
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

    private Html faults() {
        return Html.all(
                counts("Faults injected and met", "Fault", verdicts.faults()),
                counts("Faults planned for attempts that came", "Fault", verdicts.planned()),
                counts("Faults overtaken: planned, but they never happened", "Fault", verdicts.overtaken()),
                list("Fault windows", CourseWords.windows(verdicts)),
                list("Drift from the first to the last third of the storm", CourseWords.drifts(verdicts)));
    }

    private static Html list(String caption, List<String> lines) {
        List<List<Html>> rows =
                lines.stream().map(line -> List.of(Html.text(line))).toList();
        return rows.isEmpty() ? Html.text("") : new HtmlTable(caption, List.of(caption), Set.of(), rows).html();
    }

    private Html situations() {
        return counts("Situations that occurred", "Situation", verdicts.situations());
    }

    private static Html counts(String caption, String what, SortedMap<String, Long> counts) {
        List<List<Html>> rows = counts.entrySet().stream()
                .map(c -> List.of(Html.text(c.getKey()), Html.text(Figures.count(c.getValue()))))
                .toList();
        return new HtmlTable(caption, List.of(what, "Count"), Set.of("Count"), rows).html();
    }

    private Html configuration() {
        List<Map.Entry<String, String>> settings = List.of(
                Map.entry("Scenario", run.scenario()),
                Map.entry("Seed", Long.toString(run.seed())),
                Map.entry("Mode", run.mode()),
                Map.entry("Storm", Figures.seconds(run.storm())),
                Map.entry("Defect", run.defect().orElse("none")),
                Map.entry("Replay", run.replay()));
        List<List<Html>> rows = settings.stream()
                .map(s -> List.of(Html.text(s.getKey()), Html.text(s.getValue())))
                .toList();
        return new HtmlTable("Everything needed to run it again", List.of("Setting", "Value"), Set.of(), rows).html();
    }
}

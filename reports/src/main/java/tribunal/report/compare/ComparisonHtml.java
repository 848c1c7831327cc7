package tribunal.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tribunal.report.compare.ComparisonReport.BudgetRow;
import tribunal.report.page.Chart;
import tribunal.report.page.Html;
import tribunal.report.page.HtmlPage;
import tribunal.report.page.HtmlTable;
import tribunal.report.page.PercentileChart;
import tribunal.report.text.BudgetText;
import tribunal.report.text.NumberText;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.measure.SegmentLatency;

/**
 * Writes {@code compare.html}: the conclusion, the budgets, each segment's change with its interval, and the curves.
 */
public final class ComparisonHtml {
    /** The index of the cell with the change. */
    private static final int CHANGE = 4;

    private ComparisonHtml() {}

    public static String text(Comparison comparison) {
        return HtmlPage.text(ComparisonText.conclusion(comparison), body(comparison));
    }

    private static Html body(Comparison comparison) {
        return Html.all(
                header(comparison),
                HtmlPage.section("Budgets", budgets(comparison)),
                HtmlPage.section("Segments", Html.all(segments(comparison), unknown(comparison))),
                HtmlPage.section("Curves", curves(comparison.segments())),
                HtmlPage.section("Where an order's time is spent", parts(comparison)),
                HtmlPage.section("Runs", runs(comparison)));
    }

    private static Html header(Comparison comparison) {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.element(
                        "p",
                        Html.text("Baseline " + ComparisonReport.names(comparison.base()) + ", candidate "
                                + ComparisonReport.names(comparison.candidate()) + "."))
                .with("class", "muted"));
        parts.add(Html.element("h1", Html.text(ComparisonText.conclusion(comparison)))
                .with("class", HtmlPage.colour(comparison.exit())));
        comparison.cautions().forEach(caution -> parts.add(HtmlPage.warning(caution)));
        return Html.element("header", Html.all(parts));
    }

    private static Html budgets(Comparison comparison) {
        return new HtmlTable(
                        "A change misses a relative budget if it is larger and significant; one of level warn fails nothing",
                        List.of("Segment", "Limit", "Level", "Baseline → candidate", "Met"),
                        Set.of(),
                        ComparisonReport.budgets(comparison).stream()
                                .map(ComparisonHtml::budget)
                                .toList())
                .html();
    }

    private static List<Html> budget(BudgetRow row) {
        List<Html> cells = new ArrayList<>(row.cells().stream().map(Html::text).toList());
        cells.add(Html.element("span", cells.removeLast()).with("class", BudgetText.colour(row.ruling())));
        return cells;
    }

    private static Html segments(Comparison comparison) {
        return new HtmlTable(
                        "Change of the candidate from the baseline; ~ where the interval holds zero",
                        List.of("Segment", "Percentile", "Baseline", "Candidate", "Change", "99% interval"),
                        Set.of("Baseline", "Candidate", "Change", "99% interval"),
                        comparison.segments().stream()
                                .flatMap(segment -> segment.changes().stream().map(change -> row(segment, change)))
                                .toList())
                .html();
    }

    private static List<Html> row(SegmentChange segment, PercentileChange change) {
        List<Html> cells = new ArrayList<>(
                ComparisonReport.row(segment, change).stream().map(Html::text).toList());
        cells.set(CHANGE, Html.element("span", cells.get(CHANGE)).with("class", colour(change)));
        return cells;
    }

    private static String colour(PercentileChange change) {
        if (change.unknown() != null) {
            return "unknown";
        }
        if (!change.significant()) {
            return "muted";
        }
        return change.share() > 0 ? "invalid" : "valid";
    }

    private static Html unknown(Comparison comparison) {
        return Html.all(ComparisonText.unknown(comparison).stream()
                .map(why -> Html.element("p", Html.text("?: " + why)).with("class", "muted")));
    }

    private static Html curves(List<SegmentChange> segments) {
        return Html.element(
                        "div",
                        Html.all(segments.stream().map(segment -> curve(segment).html())))
                .with("class", "charts");
    }

    private static Chart curve(SegmentChange segment) {
        return PercentileChart.of(
                segment.segment(),
                List.of(
                        new SegmentLatency("baseline", segment.base(), null),
                        new SegmentLatency("candidate", segment.candidate(), null)));
    }

    /** Returns the parts; the part with the largest change comes first. */
    private static Html parts(Comparison comparison) {
        return new HtmlTable(
                        "All deliveries and attempts of an order together, by function; functions run beside each other",
                        List.of("Part", "Baseline", "Candidate", "Added", "p50", "p99"),
                        Set.of("Baseline", "Candidate", "Added"),
                        comparison.parts().stream()
                                .sorted(Comparator.comparingLong(part -> -Math.abs(added(part))))
                                .map(ComparisonHtml::part)
                                .toList())
                .html();
    }

    private static long added(SegmentChange part) {
        return part.candidatePerOrder() - part.basePerOrder();
    }

    private static List<Html> part(SegmentChange part) {
        return List.of(
                Html.text(part.segment()),
                Html.text(NumberText.millisText(part.basePerOrder())),
                Html.text(NumberText.millisText(part.candidatePerOrder())),
                Html.text((added(part) < 0 ? "-" : "+") + NumberText.millisText(Math.abs(added(part)))),
                Html.text(part.change(50).map(ComparisonText::brief).orElse("-")),
                Html.text(part.change(99).map(ComparisonText::brief).orElse("-")));
    }

    private static Html runs(Comparison comparison) {
        Stream<List<Html>> base = comparison.base().stream().map(run -> run("baseline", run));
        Stream<List<Html>> candidate = comparison.candidate().stream().map(run -> run("candidate", run));
        return new HtmlTable(
                        "What was compared",
                        List.of("Run", "Side", "Latencies"),
                        Set.of(),
                        Stream.concat(base, candidate).toList())
                .html();
    }

    private static List<Html> run(String side, ComparedRun run) {
        return List.of(
                Html.text(run.name()),
                Html.text(side),
                Html.text(run.unusable().map(why -> "not compared: it " + why).orElse("compared")));
    }
}

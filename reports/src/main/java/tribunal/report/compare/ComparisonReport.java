package tribunal.report.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.report.file.AtomicFile;
import tribunal.report.page.HtmlPage;
import tribunal.report.text.BudgetText;
import tribunal.report.text.Markdown;
import tribunal.report.text.NumberText;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.Comparison.AbsoluteResult;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.RelativeBudgetResult;
import tribunal.verify.compare.SegmentChange;

/** Compares two runs, or two sets of runs: on the terminal and in files. */
public final class ComparisonReport {
    public static final String HTML = "compare.html";
    private static final String ROW = "%-11s  %s";

    private ComparisonReport() {}

    /** Returns the report for the terminal. The last line sums up the comparison in one sentence. */
    public static List<String> lines(Comparison comparison, Path folder) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("baseline", ComparisonText.names(comparison.base())));
        lines.add(ROW.formatted("candidate", ComparisonText.names(comparison.candidate())));
        comparison.cautions().forEach(caution -> lines.add(ROW.formatted("caution", caution)));
        comparison.segments().forEach(segment -> lines.add(ROW.formatted(segment.segment(), changes(segment))));
        ComparisonText.unknown(comparison).forEach(why -> lines.add(ROW.formatted("?", why)));
        comparison.costliestPart().ifPresent(part -> lines.add(ROW.formatted("added", ComparisonText.perEntity(part))));
        comparison
                .relative()
                .forEach(result -> lines.add(ROW.formatted(
                        "budget",
                        ComparisonText.name(result) + " " + ComparisonText.outcome(result) + ", "
                                + ComparisonText.detail(result))));
        comparison.absolute().forEach(result -> lines.add(ROW.formatted("budget", absolute(result))));
        lines.add(ROW.formatted("report", folder.toAbsolutePath().resolve(HTML).toUri()));
        lines.add(ComparisonText.conclusion(comparison));
        return lines.stream().map(NumberText::oneLine).toList();
    }

    private static String changes(SegmentChange segment) {
        return segment.changes().stream().map(ComparisonReport::change).collect(Collectors.joining("   "));
    }

    private static String change(PercentileChange change) {
        return ComparisonText.percentile(change.percentile()) + " " + ComparisonText.brief(change);
    }

    private static String absolute(AbsoluteResult result) {
        return BudgetText.name(result.base()) + " " + BudgetText.sign(result.base()) + " "
                + BudgetText.actual(result.base()) + " → " + BudgetText.sign(result.candidate()) + " "
                + BudgetText.actual(result.candidate());
    }

    /** Writes {@code compare.json}, {@code .md} and {@code .html}, each whole or not at all. */
    public static void write(Comparison comparison, Path folder) throws IOException {
        AtomicFile.write(folder.resolve("compare.json"), ComparisonJson.text(comparison));
        AtomicFile.write(folder.resolve("compare.md"), markdown(comparison));
        AtomicFile.write(folder.resolve(HTML), ComparisonHtml.text(comparison));
    }

    /** Returns the text for a job's summary. */
    public static String markdown(Comparison comparison) {
        Markdown page = new Markdown(ComparisonText.conclusion(comparison));
        page.paragraph(Markdown.escape("Baseline " + ComparisonText.names(comparison.base()) + ", candidate "
                + ComparisonText.names(comparison.candidate())));
        comparison.cautions().forEach(caution -> page.paragraph("**Caution:** " + Markdown.escape(caution)));
        page.table(
                List.of("Budget", "Limit", "Level", "Baseline → candidate", "Met"),
                budgets(comparison).stream().map(Row::cells).toList());
        page.table(
                List.of("Segment", "Percentile", "Baseline", "Candidate", "Change", "99% interval"),
                segments(comparison).stream().map(Row::cells).toList());
        page.table(
                List.of("Time of an order spent in", "Baseline", "Candidate"),
                comparison.parts().stream().map(ComparisonReport::part).toList());
        ComparisonText.unknown(comparison).forEach(why -> page.paragraph("?: " + Markdown.escape(why)));
        return page.text();
    }

    /** A row of a table; the colour is the style class of its result. */
    public record Row(List<String> cells, String colour) {}

    /** Returns the relative budgets, then the absolute ones. */
    public static List<Row> budgets(Comparison comparison) {
        return Stream.concat(
                        comparison.relative().stream().map(ComparisonReport::row),
                        comparison.absolute().stream().map(ComparisonReport::row))
                .toList();
    }

    private static Row row(RelativeBudgetResult r) {
        return new Row(
                List.of(
                        r.budget().segment(),
                        r.budget().expression(),
                        BudgetText.level(r.budget().level()),
                        ComparisonText.detail(r),
                        ComparisonText.outcome(r)),
                HtmlPage.colour(r.status()));
    }

    private static Row row(AbsoluteResult r) {
        return new Row(
                List.of(
                        r.base().budget().segment(),
                        r.base().budget().expression(),
                        BudgetText.level(r.base().budget().level()),
                        BudgetText.actual(r.base()) + " → " + BudgetText.actual(r.candidate()),
                        met(r)),
                HtmlPage.colour(r.candidate().status()));
    }

    private static String met(AbsoluteResult result) {
        String base = BudgetText.sign(result.base()) + " " + BudgetText.outcome(result.base());
        String candidate = BudgetText.sign(result.candidate()) + " " + BudgetText.outcome(result.candidate());
        return base.equals(candidate) ? candidate : base + " → " + candidate;
    }

    /** Returns segment, percentile, baseline, candidate, change and interval of each change. */
    public static List<Row> segments(Comparison comparison) {
        return comparison.segments().stream()
                .flatMap(segment -> segment.changes().stream().map(change -> row(segment, change)))
                .toList();
    }

    private static Row row(SegmentChange segment, PercentileChange change) {
        return new Row(
                List.of(
                        segment.segment(),
                        ComparisonText.percentile(change.percentile()),
                        NumberText.millisText(change.baseNanos()),
                        NumberText.millisText(change.candidateNanos()),
                        ComparisonText.sign(change),
                        ComparisonText.interval(change)),
                colour(change));
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

    private static List<String> part(SegmentChange part) {
        return List.of(
                part.segment(),
                NumberText.millisText(part.basePerEntity()),
                NumberText.millisText(part.candidatePerEntity()));
    }
}

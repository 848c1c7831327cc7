package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.verify.Change;
import tribunal.verify.ComparedRun;
import tribunal.verify.Comparison;
import tribunal.verify.Comparison.AbsoluteResult;
import tribunal.verify.RelativeResult;
import tribunal.verify.Ruling;
import tribunal.verify.SegmentChange;

/** Two runs, or two sets of them, side by side: for people on the terminal, and as files. */
public final class ComparisonReport {
    public static final String HTML = "compare.html";
    private static final String ROW = "%-11s  %s";

    private ComparisonReport() {}

    /** For the terminal; the last line is the comparison in one sentence. */
    public static List<String> lines(Comparison comparison, Path folder) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("baseline", names(comparison.base())));
        lines.add(ROW.formatted("candidate", names(comparison.candidate())));
        comparison.cautions().forEach(caution -> lines.add(ROW.formatted("caution", caution)));
        comparison.segments().forEach(segment -> lines.add(ROW.formatted(segment.segment(), changes(segment))));
        ComparisonWords.unknown(comparison).forEach(why -> lines.add(ROW.formatted("?", why)));
        comparison.spent().ifPresent(part -> lines.add(ROW.formatted("added", ComparisonWords.perOrder(part))));
        comparison
                .relative()
                .forEach(result -> lines.add(ROW.formatted(
                        "budget",
                        ComparisonWords.name(result) + " " + ComparisonWords.fate(result) + ", "
                                + ComparisonWords.detail(result))));
        comparison.absolute().forEach(result -> lines.add(ROW.formatted("budget", absolute(result))));
        lines.add(ROW.formatted("report", folder.toAbsolutePath().resolve(HTML).toUri()));
        lines.add(ComparisonWords.conclusion(comparison));
        return lines.stream().map(Figures::oneLine).toList();
    }

    static String names(List<ComparedRun> runs) {
        return runs.stream().map(ComparedRun::name).collect(Collectors.joining(", "));
    }

    private static String changes(SegmentChange segment) {
        return segment.changes().stream().map(ComparisonReport::change).collect(Collectors.joining("   "));
    }

    private static String change(Change change) {
        return ComparisonWords.percentile(change.percentile()) + " " + ComparisonWords.brief(change);
    }

    private static String absolute(AbsoluteResult result) {
        return BudgetWords.name(result.base()) + " " + BudgetWords.sign(result.base()) + " "
                + BudgetWords.actual(result.base()) + " → " + BudgetWords.sign(result.candidate()) + " "
                + BudgetWords.actual(result.candidate());
    }

    /**
     * Writes {@code compare.json}, {@code compare.md} and {@code compare.html}, each whole or not at all.
     *
     * @throws IOException if one cannot be written; those before it stand
     */
    public static void write(Comparison comparison, Path folder) throws IOException {
        WholeFile.write(folder.resolve("compare.json"), ComparisonJson.text(comparison));
        WholeFile.write(folder.resolve("compare.md"), markdown(comparison));
        WholeFile.write(folder.resolve(HTML), ComparisonHtml.text(comparison));
    }

    /** What is to be appended to a job's summary. */
    public static String markdown(Comparison comparison) {
        Markdown page = new Markdown(ComparisonWords.conclusion(comparison));
        page.paragraph(Markdown.escape(
                "Baseline " + names(comparison.base()) + ", candidate " + names(comparison.candidate())));
        comparison.cautions().forEach(caution -> page.paragraph("**Caution:** " + Markdown.escape(caution)));
        page.table(
                List.of("Budget", "Limit", "Level", "Baseline → candidate", "Met"),
                budgets(comparison).stream().map(BudgetRow::cells).toList());
        page.table(
                List.of("Segment", "Percentile", "Baseline", "Candidate", "Change", "99% interval"),
                rows(comparison.segments()));
        page.table(
                List.of("Time of an order spent in", "Baseline", "Candidate"),
                comparison.parts().stream().map(ComparisonReport::part).toList());
        ComparisonWords.unknown(comparison).forEach(why -> page.paragraph("?: " + Markdown.escape(why)));
        return page.text();
    }

    /**
     * How a budget fared.
     *
     * @param cells in words, for a table
     * @param ruling of the candidate
     */
    record BudgetRow(List<String> cells, Ruling ruling) {}

    /** Relative ones, then absolute ones. */
    static List<BudgetRow> budgets(Comparison comparison) {
        Stream<BudgetRow> relative = comparison.relative().stream().map(ComparisonReport::row);
        Stream<BudgetRow> absolute = comparison.absolute().stream().map(ComparisonReport::row);
        return Stream.concat(relative, absolute).toList();
    }

    private static BudgetRow row(RelativeResult r) {
        return new BudgetRow(
                List.of(
                        r.budget().segment(),
                        r.budget().expression(),
                        ComparisonWords.level(r.budget().level()),
                        ComparisonWords.detail(r),
                        ComparisonWords.fate(r)),
                r.ruling());
    }

    private static BudgetRow row(AbsoluteResult r) {
        return new BudgetRow(
                List.of(
                        r.base().budget().segment(),
                        r.base().budget().expression(),
                        BudgetWords.level(r.base()),
                        BudgetWords.actual(r.base()) + " → " + BudgetWords.actual(r.candidate()),
                        met(r)),
                r.candidate().ruling());
    }

    private static String met(AbsoluteResult result) {
        String base = BudgetWords.sign(result.base()) + " " + BudgetWords.fate(result.base());
        String candidate = BudgetWords.sign(result.candidate()) + " " + BudgetWords.fate(result.candidate());
        return base.equals(candidate) ? candidate : base + " → " + candidate;
    }

    /** A row for each percentile of each segment. */
    private static List<List<String>> rows(List<SegmentChange> segments) {
        return segments.stream()
                .flatMap(segment -> segment.changes().stream().map(change -> row(segment, change)))
                .toList();
    }

    /** Segment, percentile, baseline, candidate, how it changed, and the interval. */
    static List<String> row(SegmentChange segment, Change change) {
        return List.of(
                segment.segment(),
                ComparisonWords.percentile(change.percentile()),
                Figures.millisText(change.baseNanos()),
                Figures.millisText(change.candidateNanos()),
                ComparisonWords.sign(change),
                ComparisonWords.interval(change));
    }

    private static List<String> part(SegmentChange part) {
        return List.of(
                part.segment(), Figures.millisText(part.basePerOrder()), Figures.millisText(part.candidatePerOrder()));
    }
}

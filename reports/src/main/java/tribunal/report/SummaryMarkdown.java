package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import tribunal.verify.BudgetResult;
import tribunal.verify.Latency;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;
import tribunal.verify.Violation;

/** {@code summary.md}: a run on one page, what failed first. */
public final class SummaryMarkdown {
    private static final int MISSED_MAX = 10;

    private final Markdown page;
    private final RunInfo run;
    private final Verdicts verdicts;

    private SummaryMarkdown(RunInfo run, Verdicts verdicts) {
        this.run = run;
        this.verdicts = verdicts;
        this.page = new Markdown(Conclusion.of(verdicts));
    }

    /**
     * Writes the file whole, or leaves the old one.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, Verdicts verdicts, Path file) throws IOException {
        WholeFile.write(file, text(run, verdicts));
    }

    static String text(RunInfo run, Verdicts verdicts) {
        return new SummaryMarkdown(run, verdicts).text();
    }

    private String text() {
        page.paragraph(Markdown.escape("%s, seed %d, %s, %s storm"
                .formatted(run.scenario(), run.seed(), run.mode(), Figures.seconds(run.storm()))));
        run.defect().ifPresent(defect -> page.paragraph("**Defect " + Markdown.escape(defect) + " is switched on.**"));
        if (run.cutShort()) {
            page.paragraph("**Cut short:** what is absent from its history proves nothing.");
        }
        verdicts.guarantees().forEach(this::firstViolation);
        missed();
        page.code(List.of(run.replay()));
        guarantees();
        budgets();
        latencies();
        faults();
        course();
        return page.text();
    }

    private void firstViolation(Verdict verdict) {
        for (Violation violation : verdict.violations().stream().limit(1).toList()) {
            page.paragraph(
                    "**" + Markdown.escape(verdict.guarantee()) + "**: " + Markdown.escape(violation.sentence()));
            page.code(ProofLines.some(violation));
        }
    }

    private void missed() {
        verdicts.budgets().stream()
                .filter(b -> b.ruling() == Ruling.INVALID)
                .limit(MISSED_MAX)
                .forEach(b -> page.paragraph(
                        "**budget " + Markdown.escape(BudgetWords.name(b)) + "**: missed, " + BudgetWords.actual(b)));
    }

    private void guarantees() {
        List<List<String>> rows = verdicts.guarantees().stream()
                .sorted(Comparator.comparingInt(v -> urgency(v.ruling())))
                .map(v -> List.of(v.ruling().label(), v.guarantee(), RunWords.finding(v)))
                .toList();
        page.table(List.of("Verdict", "Guarantee", "Finding"), rows);
    }

    private static int urgency(Ruling ruling) {
        return switch (ruling) {
            case INVALID -> 0;
            case UNKNOWN -> 1;
            case VALID -> 2;
            case NOT_EXERCISED -> 3;
        };
    }

    private void budgets() {
        List<List<String>> rows = verdicts.budgets().stream()
                .sorted(Comparator.comparingInt(b -> urgency(b.ruling())))
                .map(this::budget)
                .toList();
        page.table(List.of("Budget", "Limit", "Level", "Actual", "Met"), rows);
    }

    private List<String> budget(BudgetResult b) {
        return List.of(
                b.budget().segment(),
                b.budget().expression(),
                BudgetWords.level(b),
                BudgetWords.detail(b, verdicts.latencies()),
                BudgetWords.sign(b) + " " + BudgetWords.fate(b));
    }

    /** Planned for attempts that came, met, and overtaken. */
    private void faults() {
        SortedSet<String> kinds = new TreeSet<>(verdicts.planned().keySet());
        verdicts.faults().forEach((kind, met) -> {
            if (met > 0) {
                kinds.add(kind);
            }
        });
        page.table(
                List.of("Fault", "Planned", "Met", "Overtaken"),
                kinds.stream()
                        .map(kind -> List.of(
                                kind,
                                count(verdicts.planned(), kind),
                                count(verdicts.faults(), kind),
                                count(verdicts.overtaken(), kind)))
                        .toList());
    }

    private static String count(SortedMap<String, Long> counts, String kind) {
        return Figures.count(counts.getOrDefault(kind, 0L));
    }

    private void course() {
        page.table(
                List.of("Fault window"),
                CourseWords.windows(verdicts).stream().map(List::of).toList());
        page.table(
                List.of("Drift from the first to the last third of the storm"),
                CourseWords.drifts(verdicts).stream().map(List::of).toList());
    }

    private void latencies() {
        page.table(
                LatencyRow.HEADERS,
                verdicts.latencies().stream().map(SummaryMarkdown::latency).toList());
    }

    private static List<String> latency(Latency latency) {
        return LatencyRow.of(latency).cells();
    }
}

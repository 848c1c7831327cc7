package tribunal.report.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import tribunal.report.text.AtomicFile;
import tribunal.report.text.BudgetText;
import tribunal.report.text.FaultWindowText;
import tribunal.report.text.LatencyRow;
import tribunal.report.text.Markdown;
import tribunal.report.text.NumberText;
import tribunal.report.text.ProofText;
import tribunal.report.text.RunInfo;
import tribunal.report.text.RunText;
import tribunal.report.text.SummaryLine;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/** Writes {@code summary.md}: a run on one page; failures come first. */
public final class SummaryMarkdown {
    private static final int MISSED_MAX = 10;

    private final Markdown page;
    private final RunInfo run;
    private final Verdicts verdicts;

    private SummaryMarkdown(RunInfo run, Verdicts verdicts) {
        this.run = run;
        this.verdicts = verdicts;
        this.page = new Markdown(SummaryLine.of(verdicts));
    }

    /**
     * Writes the file atomically; a crash leaves the old file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, Verdicts verdicts, Path file) throws IOException {
        AtomicFile.write(file, text(run, verdicts));
    }

    static String text(RunInfo run, Verdicts verdicts) {
        return new SummaryMarkdown(run, verdicts).text();
    }

    private String text() {
        page.paragraph(Markdown.escape("%s, seed %d, %s, %s storm"
                .formatted(run.scenario(), run.seed(), run.mode(), NumberText.seconds(run.storm()))));
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
            page.code(ProofText.some(violation));
        }
    }

    private void missed() {
        verdicts.budgets().stream()
                .filter(b -> b.status() == VerdictStatus.INVALID)
                .limit(MISSED_MAX)
                .forEach(b -> page.paragraph(
                        "**budget " + Markdown.escape(BudgetText.name(b)) + "**: missed, " + BudgetText.actual(b)));
    }

    private void guarantees() {
        List<List<String>> rows = verdicts.guarantees().stream()
                .sorted(Comparator.comparingInt(v -> urgency(v.status())))
                .map(v -> List.of(v.status().label(), v.guarantee(), RunText.finding(v)))
                .toList();
        page.table(List.of("Verdict", "Guarantee", "Finding"), rows);
    }

    private static int urgency(VerdictStatus ruling) {
        return switch (ruling) {
            case INVALID -> 0;
            case UNKNOWN -> 1;
            case VALID -> 2;
            case NOT_EXERCISED -> 3;
        };
    }

    private void budgets() {
        List<List<String>> rows = verdicts.budgets().stream()
                .sorted(Comparator.comparingInt(b -> urgency(b.status())))
                .map(this::budget)
                .toList();
        page.table(List.of("Budget", "Limit", "Level", "Actual", "Met"), rows);
    }

    private List<String> budget(BudgetResult b) {
        return List.of(
                b.budget().segment(),
                b.budget().expression(),
                BudgetText.level(b),
                BudgetText.detail(b, verdicts.latencies()),
                BudgetText.sign(b) + " " + BudgetText.outcome(b));
    }

    /** Adds the faults: planned for attempts that happened, met, and overtaken. */
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
        return NumberText.count(counts.getOrDefault(kind, 0L));
    }

    private void course() {
        page.table(
                List.of("Fault window"),
                FaultWindowText.windows(verdicts).stream().map(List::of).toList());
        page.table(
                List.of("Drift from the first to the last third of the storm"),
                FaultWindowText.drifts(verdicts).stream().map(List::of).toList());
    }

    private void latencies() {
        page.table(
                LatencyRow.HEADERS,
                verdicts.latencies().stream().map(SummaryMarkdown::latency).toList());
    }

    private static List<String> latency(SegmentLatency latency) {
        return LatencyRow.of(latency).cells();
    }
}

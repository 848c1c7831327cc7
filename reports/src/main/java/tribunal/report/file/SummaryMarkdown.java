package tribunal.report.file;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import tribunal.report.text.BudgetText;
import tribunal.report.text.DisturbanceText;
import tribunal.report.text.Markdown;
import tribunal.report.text.NumberText;
import tribunal.report.text.OutageText;
import tribunal.report.text.ProofText;
import tribunal.report.text.RunInfo;
import tribunal.report.text.RunText;
import tribunal.report.text.SummaryLine;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** Writes {@code summary.md}: a run on one page; failures come first. */
public record SummaryMarkdown(RunInfo run, Verdicts verdicts, Markdown page) {
    private static final int MISSED_MAX = 10;
    private static final int OUTAGES_MAX = 20;
    private static final List<VerdictStatus> URGENCY =
            List.of(VerdictStatus.INVALID, VerdictStatus.UNKNOWN, VerdictStatus.VALID, VerdictStatus.NOT_EXERCISED);

    public static String text(RunInfo run, Verdicts verdicts) {
        return new SummaryMarkdown(run, verdicts, new Markdown(SummaryLine.of(verdicts))).text();
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
        page.table(RunText.LATENCY_HEADERS, RunText.latencyRows(verdicts));
        faults();
        outages();
        course();
        return page.text();
    }

    private void firstViolation(Verdict verdict) {
        for (var violation : verdict.violations().stream().limit(1).toList()) {
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
                .sorted(Comparator.comparingInt(v -> URGENCY.indexOf(v.status())))
                .map(v -> List.of(v.status().label(), v.guarantee(), RunText.finding(v)))
                .toList();
        page.table(List.of("Verdict", "Guarantee", "Finding"), rows);
    }

    private void budgets() {
        List<List<String>> rows = verdicts.budgets().stream()
                .sorted(Comparator.comparingInt(b -> URGENCY.indexOf(b.status())))
                .map(this::budget)
                .toList();
        page.table(List.of("Budget", "Limit", "Level", "Actual", "Met"), rows);
    }

    private List<String> budget(BudgetResult b) {
        return List.of(
                b.budget().segment(),
                b.budget().expression(),
                BudgetText.level(b.budget().level()),
                BudgetText.detail(b, verdicts.latencies()),
                BudgetText.sign(b) + " " + BudgetText.outcome(b));
    }

    private void faults() {
        var kinds = new TreeSet<>(verdicts.decided().keySet());
        verdicts.faults().forEach((kind, met) -> {
            if (met > 0) {
                kinds.add(kind);
            }
        });
        page.table(List.of("Fault", "Planned", "Met", "Not met"), DisturbanceText.rows(verdicts, kinds, "0"));
    }

    private void outages() {
        List<List<String>> rows = OutageText.rows(verdicts);
        page.table(OutageText.HEADERS, rows.stream().limit(OUTAGES_MAX).toList());
        if (rows.size() > OUTAGES_MAX) {
            page.paragraph(NumberText.count(rows.size() - OUTAGES_MAX) + " more outages are in report.html.");
        }
    }

    private void course() {
        page.table(
                List.of("Fault window"),
                DisturbanceText.windows(verdicts).stream().map(List::of).toList());
        page.table(
                List.of("Drift from the first to the last third of the storm"),
                DisturbanceText.drifts(verdicts).stream().map(List::of).toList());
    }
}

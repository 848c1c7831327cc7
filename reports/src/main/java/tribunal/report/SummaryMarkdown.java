package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tribunal.verify.BudgetResult;
import tribunal.verify.Latency;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;
import tribunal.verify.Violation;

/** {@code summary.md}: a run on one page, what failed first; far below the 1 MiB that GitHub's job summary takes. */
public final class SummaryMarkdown {
    private static final int LONGEST_TEXT = 500;
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|#&~$@]");

    private final StringBuilder out = new StringBuilder();
    private final RunInfo run;
    private final Verdicts verdicts;

    private SummaryMarkdown(RunInfo run, Verdicts verdicts) {
        this.run = run;
        this.verdicts = verdicts;
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
        line("## " + escape(Conclusion.of(verdicts)));
        paragraph(escape("%s, seed %d, %s, %s storm"
                .formatted(run.scenario(), run.seed(), run.mode(), Figures.seconds(run.storm()))));
        run.defect().ifPresent(defect -> paragraph("**Defect " + escape(defect) + " is switched on.**"));
        if (run.cutShort()) {
            paragraph("**Cut short:** what is absent from its history proves nothing.");
        }
        verdicts.guarantees().forEach(this::firstViolation);
        code(List.of(run.replay()));
        guarantees();
        budgets();
        latencies();
        faults();
        course();
        return out.toString();
    }

    private void firstViolation(Verdict verdict) {
        for (Violation violation : verdict.violations().stream().limit(1).toList()) {
            paragraph("**" + escape(verdict.guarantee()) + "**: " + escape(violation.sentence()));
            code(ProofLines.some(violation));
        }
    }

    private void guarantees() {
        List<List<String>> rows = verdicts.guarantees().stream()
                .sorted(Comparator.comparingInt(v -> urgency(v.ruling())))
                .map(v -> List.of(v.ruling().label(), v.guarantee(), RunWords.finding(v)))
                .toList();
        table(List.of("Verdict", "Guarantee", "Finding"), rows);
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
        table(List.of("Budget", "Limit", "Level", "Actual", "Met"), rows);
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
        table(
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
        table(
                List.of("Fault window"),
                CourseWords.windows(verdicts).stream().map(List::of).toList());
        table(
                List.of("Drift from the first to the last third of the storm"),
                CourseWords.drifts(verdicts).stream().map(List::of).toList());
    }

    private void latencies() {
        table(
                LatencyRow.HEADERS,
                verdicts.latencies().stream().map(SummaryMarkdown::latency).toList());
    }

    private static List<String> latency(Latency latency) {
        return LatencyRow.of(latency).cells();
    }

    private void table(List<String> headers, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        row(headers);
        row(Collections.nCopies(headers.size(), "---"));
        rows.forEach(cells -> row(cells.stream().map(SummaryMarkdown::escape).toList()));
        line("");
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void paragraph(String text) {
        line("");
        line(text);
    }

    /** Indented, so that nothing inside can end it. */
    private void code(List<String> lines) {
        line("");
        lines.forEach(l -> line("    " + shortened(l)));
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String escape(String text) {
        return MARKUP.matcher(shortened(text)).replaceAll("\\\\$0");
    }

    private static String shortened(String text) {
        String oneLine = Figures.oneLine(text);
        return oneLine.length() <= LONGEST_TEXT ? oneLine : oneLine.substring(0, LONGEST_TEXT) + " …";
    }
}

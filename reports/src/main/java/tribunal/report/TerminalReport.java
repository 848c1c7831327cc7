package tribunal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.report.text.BudgetText;
import tribunal.report.text.DisturbanceText;
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

/** The report of a run on the terminal. Its last line sums up the run in one sentence. */
public record TerminalReport(RunInfo run, Verdicts verdicts) {
    private static final String PROOF_INDENT = " ".repeat(10);

    public static List<String> lines(RunInfo run, Verdicts verdicts) {
        return new TerminalReport(run, verdicts).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        run.defect().ifPresent(defect -> lines.add("DEFECT   " + defect + " is switched on"));
        if (run.cutShort()) {
            lines.add("CUT      the run was cut short: what is absent from its history proves nothing");
        }
        lines.add("faults   " + faults());
        if (!verdicts.windows().isEmpty()) {
            lines.add("windows  " + String.join("  ", DisturbanceText.windows(verdicts)));
        }
        OutageText.summary(verdicts).ifPresent(outages -> lines.add("outages  " + outages));
        DisturbanceText.driftLines(verdicts).forEach(drift -> lines.add("drift    " + drift));
        verdicts.guarantees().forEach(verdict -> lines.addAll(guarantee(verdict)));
        lines.addAll(budgets());
        RunText.lag(verdicts).ifPresent(behind -> lines.add("load     " + behind));
        lines.add("replay   " + run.replay());
        lines.add("report   " + Reports.uri(run.directory()));
        lines.add(SummaryLine.of(verdicts));
        return lines.stream().map(NumberText::oneLine).toList();
    }

    private String headline() {
        Stream<String> start =
                Stream.of(run.scenario(), "seed " + run.seed(), run.mode(), NumberText.seconds(run.storm()) + " storm");
        return Stream.concat(start, RunText.counts(verdicts).stream()).collect(Collectors.joining("  "));
    }

    private String faults() {
        List<String> phrases = DisturbanceText.phrases(verdicts);
        return phrases.isEmpty() ? "none" : String.join("  ", phrases);
    }

    private List<String> guarantee(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("%-8s %-20s %s".formatted(label(verdict.status()), verdict.guarantee(), RunText.finding(verdict)));
        if (verdict.status() == VerdictStatus.INVALID) {
            verdict.violations().stream()
                    .limit(1)
                    .flatMap(v -> ProofText.some(v).stream())
                    .forEach(line -> lines.add(PROOF_INDENT + line));
        }
        return lines;
    }

    private static String label(VerdictStatus status) {
        return status == VerdictStatus.NOT_EXERCISED ? "-" : status.label();
    }

    private List<String> budgets() {
        Map<String, List<BudgetResult>> bySegment = verdicts.budgets().stream()
                .collect(Collectors.groupingBy(b -> b.budget().segment(), LinkedHashMap::new, Collectors.toList()));
        int width = bySegment.keySet().stream().mapToInt(String::length).max().orElse(1);
        List<String> lines = new ArrayList<>();
        bySegment.forEach((segment, results) ->
                lines.add(("budget   %-" + width + "s  %s").formatted(segment, budgets(results))));
        return lines;
    }

    private String budgets(List<BudgetResult> results) {
        return results.stream()
                .map(b -> "%s %s %s"
                        .formatted(
                                BudgetText.expression(b),
                                BudgetText.sign(b),
                                BudgetText.detail(b, verdicts.latencies())))
                .collect(Collectors.joining("   "));
    }
}

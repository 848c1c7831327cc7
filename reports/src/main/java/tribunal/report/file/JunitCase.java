package tribunal.report.file;

import java.util.List;
import java.util.stream.Collectors;
import tribunal.history.Requirements.Level;
import tribunal.report.text.BudgetText;
import tribunal.report.text.RunText;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;

/**
 * A guarantee or a budget as a test case. Cases fail like the run's exit code: a budget that only warns never fails a
 * build, and its result is in the case's output.
 */
record JunitCase(String name, Outcome outcome) {

    sealed interface Outcome {}

    record Passed(String note) implements Outcome {}

    record Failed(String message, String body) implements Outcome {}

    /** The result is unknown. */
    record Broken(String message) implements Outcome {}

    record Skipped(String message) implements Outcome {}

    static JunitCase of(Verdict verdict) {
        String finding = RunText.finding(verdict);
        Outcome outcome =
                switch (verdict.status()) {
                    case VALID -> new Passed(finding);
                    case INVALID -> new Failed(finding, body(verdict));
                    case UNKNOWN -> new Broken(finding);
                    case NOT_EXERCISED -> new Skipped(finding);
                };
        return new JunitCase(verdict.guarantee(), outcome);
    }

    private static String body(Verdict verdict) {
        return verdict.violations().stream().map(JunitXml::body).collect(Collectors.joining("\n", "\n", ""));
    }

    static JunitCase of(BudgetResult result, List<SegmentLatency> latencies) {
        String sentence = BudgetText.outcome(result) + ": " + BudgetText.detail(result, latencies);
        String name = "budget %s %s (%s)"
                .formatted(result.budget().segment(), result.budget().expression(), BudgetText.level(result));
        return new JunitCase(name, outcome(result, sentence));
    }

    private static Outcome outcome(BudgetResult result, String sentence) {
        if (result.budget().level() == Level.WARN) {
            return new Passed(sentence);
        }
        return switch (result.status()) {
            case VALID -> new Passed(sentence);
            case INVALID -> new Failed(sentence, sentence);
            case UNKNOWN, NOT_EXERCISED -> new Broken(sentence);
        };
    }
}

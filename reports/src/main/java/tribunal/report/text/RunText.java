package tribunal.report.text;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;

/** The texts that all reports of a run share. */
public final class RunText {
    private static final List<Map.Entry<String, String>> COUNTED =
            List.of(Map.entry("orders", "order"), Map.entry("events", "event"), Map.entry("deliveries", "delivery"));

    private RunText() {}

    /** Returns {@code 2,412 orders}, {@code 12,180 events}, {@code 36,905 deliveries}. */
    public static List<String> counts(Verdicts verdicts) {
        return COUNTED.stream()
                .filter(what -> verdicts.counts().containsKey(what.getKey()))
                .map(what -> NumberText.count(
                        verdicts.counts().getOrDefault(what.getKey(), 0L), what.getValue(), what.getKey()))
                .toList();
    }

    /** Returns the finding of a verifier in one line. */
    public static String finding(Verdict verdict) {
        return switch (verdict.status()) {
            case VALID -> verdict.summary();
            case INVALID -> violation(verdict);
            case UNKNOWN -> Objects.requireNonNullElse(verdict.reason(), verdict.summary());
            case NOT_EXERCISED -> "not exercised";
        };
    }

    private static String violation(Verdict verdict) {
        if (verdict.violations().isEmpty()) {
            return verdict.summary();
        }
        String first = verdict.violations().getFirst().sentence();
        return verdict.total() == 1 ? first : NumberText.count(verdict.total()) + " violations, first: " + first;
    }
}

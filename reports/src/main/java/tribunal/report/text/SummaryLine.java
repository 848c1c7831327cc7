package tribunal.report.text;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.Demands.Level;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** Sums up a run in one sentence. Its first word agrees with {@link Verdicts#exitCode()}. */
public final class SummaryLine {
    private SummaryLine() {}

    public static String of(Verdicts verdicts) {
        return switch (verdicts.exitCode()) {
            case 1 -> "INVALID: " + guarantees(verdicts, VerdictStatus.INVALID);
            case 2 -> "UNKNOWN: " + unknown(verdicts);
            case 3 -> "budget missed: " + budgets(verdicts, Level.FAIL, VerdictStatus.INVALID);
            default -> "VALID: " + valid(verdicts);
        };
    }

    private static String guarantees(Verdicts verdicts, VerdictStatus status) {
        return verdicts.guarantees().stream()
                .filter(v -> v.status() == status)
                .filter(v ->
                        status == VerdictStatus.INVALID || verdicts.demanded().contains(v.guarantee()))
                .map(v -> v.guarantee() + " (" + detail(v) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String detail(Verdict verdict) {
        return verdict.status() == VerdictStatus.INVALID
                ? NumberText.count(verdict.total(), "violation", "violations")
                : Objects.requireNonNullElse(verdict.reason(), verdict.summary());
    }

    private static String unknown(Verdicts verdicts) {
        return Stream.of(
                        guarantees(verdicts, VerdictStatus.UNKNOWN),
                        budgets(verdicts, Level.FAIL, VerdictStatus.UNKNOWN))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String budgets(Verdicts verdicts, Level level, VerdictStatus status) {
        return verdicts.budgets().stream()
                .filter(b -> b.budget().level() == level && b.status() == status)
                .map(b -> BudgetText.name(b) + " (" + BudgetText.detail(b, verdicts.latencies()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String valid(Verdicts verdicts) {
        long valid = verdicts.guarantees().stream()
                .filter(v -> v.status() == VerdictStatus.VALID)
                .count();
        boolean all = verdicts.guarantees().stream().noneMatch(v -> v.status() == VerdictStatus.UNKNOWN);
        String guarantees = valid == 0
                ? "no guarantee exercised"
                : (all ? "all " : "") + NumberText.count(valid, "guarantee", "guarantees");
        return guarantees + budgetsEnding(verdicts);
    }

    private static String budgetsEnding(Verdicts verdicts) {
        if (verdicts.budgets().isEmpty()) {
            return "";
        }
        boolean allMet = verdicts.budgets().stream().allMatch(b -> b.status() == VerdictStatus.VALID);
        return allMet ? ", all budgets met" : "; " + warnings(verdicts);
    }

    private static String warnings(Verdicts verdicts) {
        return Stream.of(VerdictStatus.INVALID, VerdictStatus.UNKNOWN)
                .map(status -> budgets(verdicts, Level.WARN, status))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "warning: ", ""));
    }
}

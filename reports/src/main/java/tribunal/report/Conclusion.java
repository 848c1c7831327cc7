package tribunal.report;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.Demands.Level;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;

/** A whole run in one sentence. Its first word agrees with {@link Verdicts#exit()}. */
public final class Conclusion {
    private Conclusion() {}

    public static String of(Verdicts verdicts) {
        return switch (verdicts.exit()) {
            case 1 -> "INVALID: " + guarantees(verdicts, Ruling.INVALID);
            case 2 -> "UNKNOWN: " + unknown(verdicts);
            case 3 -> "budget missed: " + budgets(verdicts, Level.FAIL, Ruling.INVALID);
            default -> "VALID: " + valid(verdicts);
        };
    }

    private static String guarantees(Verdicts verdicts, Ruling ruling) {
        return verdicts.guarantees().stream()
                .filter(v -> v.ruling() == ruling)
                .filter(v -> ruling == Ruling.INVALID || verdicts.demanded().contains(v.guarantee()))
                .map(v -> v.guarantee() + " (" + detail(v) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String detail(Verdict verdict) {
        return verdict.ruling() == Ruling.INVALID
                ? Figures.count(verdict.total(), "violation", "violations")
                : Objects.requireNonNullElse(verdict.reason(), verdict.summary());
    }

    private static String unknown(Verdicts verdicts) {
        return Stream.of(guarantees(verdicts, Ruling.UNKNOWN), budgets(verdicts, Level.FAIL, Ruling.UNKNOWN))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String budgets(Verdicts verdicts, Level level, Ruling ruling) {
        return verdicts.budgets().stream()
                .filter(b -> b.budget().level() == level && b.ruling() == ruling)
                .map(b -> BudgetWords.name(b) + " (" + BudgetWords.detail(b, verdicts.latencies()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String valid(Verdicts verdicts) {
        long valid = verdicts.guarantees().stream()
                .filter(v -> v.ruling() == Ruling.VALID)
                .count();
        boolean all = verdicts.guarantees().stream().noneMatch(v -> v.ruling() == Ruling.UNKNOWN);
        String guarantees = valid == 0
                ? "no guarantee exercised"
                : (all ? "all " : "") + Figures.count(valid, "guarantee", "guarantees");
        return guarantees + budgetsEnding(verdicts);
    }

    private static String budgetsEnding(Verdicts verdicts) {
        if (verdicts.budgets().isEmpty()) {
            return "";
        }
        boolean allMet = verdicts.budgets().stream().allMatch(b -> b.ruling() == Ruling.VALID);
        return allMet ? ", all budgets met" : "; " + warnings(verdicts);
    }

    private static String warnings(Verdicts verdicts) {
        return Stream.of(Ruling.INVALID, Ruling.UNKNOWN)
                .map(ruling -> budgets(verdicts, Level.WARN, ruling))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "warning: ", ""));
    }
}

package tribunal.report.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.Demands.Level;
import tribunal.report.text.BudgetText;
import tribunal.report.text.NumberText;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.Comparison.AbsoluteResult;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.RelativeBudgetResult;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.verdict.VerdictStatus;

/** Describes a comparison of runs. */
public final class ComparisonText {
    private static final double NOTABLE_PERCENT = 9.95;

    private ComparisonText() {}

    public static String names(List<ComparedRun> runs) {
        return runs.stream().map(ComparedRun::name).collect(Collectors.joining(", "));
    }

    /** {@code p50}, {@code p99.9}. */
    static String percentile(double percentile) {
        return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    /** {@code 48 ms → 120 ms}. */
    static String figures(PercentileChange change) {
        return NumberText.millisText(change.baseNanos()) + " → " + NumberText.millisText(change.candidateNanos());
    }

    /** {@code +150%}, {@code -4.2%}. */
    static String share(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, Math.abs(percent) < NOTABLE_PERCENT ? "%+.1f%%" : "%+,.0f%%", percent);
    }

    /** Returns {@code +120% to +190%}; an empty text if it is not known. */
    static String interval(PercentileChange change) {
        return change.unknown() == null ? share(change.low()) + " to " + share(change.high()) : "";
    }

    /** {@code +150%}, {@code ~} if it is not significant, {@code ?} if it is unknown. */
    static String sign(PercentileChange change) {
        if (change.unknown() != null) {
            return "?";
        }
        return change.significant() ? share(change.share()) : "~";
    }

    /** {@code 48 ms → 120 ms +150% (+120% to +190%)}, {@code 48 ms → 50 ms ~}. */
    static String brief(PercentileChange change) {
        return figures(change) + " " + sign(change) + (change.significant() ? " (" + interval(change) + ")" : "");
    }

    /** Returns why changes are unknown: each reason with its segments and percentiles. */
    public static List<String> unknown(Comparison comparison) {
        var byReason = new LinkedHashMap<String, List<String>>();
        for (SegmentChange segment : comparison.segments()) {
            var percentiles = segment.changes().stream()
                    .filter(change -> change.unknown() != null)
                    .collect(Collectors.groupingBy(
                            change -> String.valueOf(change.unknown()),
                            LinkedHashMap::new,
                            Collectors.mapping(change -> percentile(change.percentile()), Collectors.toList())));
            percentiles.forEach((why, which) -> byReason.computeIfAbsent(why, _ -> new ArrayList<>())
                    .add(segment.segment() + " " + String.join(" ", which)));
        }
        return byReason.entrySet().stream()
                .map(reason -> reason.getKey() + " (" + String.join(", ", reason.getValue()) + ")")
                .toList();
    }

    /** {@code handle/ChargePayment: 12 ms → 324 ms an order}. */
    static String perEntity(SegmentChange part) {
        return part.segment() + ": " + NumberText.millisText(part.basePerEntity()) + " → "
                + NumberText.millisText(part.candidatePerEntity()) + " an order";
    }

    /** {@code place-order p(99)<=+10%}. */
    static String name(RelativeBudgetResult result) {
        return result.budget().segment() + " " + result.budget().expression().replace(" ", "");
    }

    static String outcome(RelativeBudgetResult result) {
        return switch (result.status()) {
            case VALID -> isNoise(result) ? "~ within noise" : "✓ met";
            case INVALID -> "✗ missed";
            case UNKNOWN, NOT_EXERCISED -> "? unknown";
        };
    }

    /** Whether the change is larger than the budget but not significant. */
    private static boolean isNoise(RelativeBudgetResult result) {
        return result.change()
                .filter(change -> change.share() > result.budget().changeMax())
                .isPresent();
    }

    /** Returns the measured change, or why it is unknown. */
    static String detail(RelativeBudgetResult result) {
        return result.change()
                .map(change -> change.unknown() == null ? brief(change) : change.unknown())
                .orElse("not measured in both");
    }

    /** Sums up the comparison in one sentence. Its first words agree with {@link Comparison#exitCode()}. */
    public static String conclusion(Comparison comparison) {
        return comparison
                .unusable()
                .map(why -> "UNKNOWN: " + why + ": its latencies are not judged")
                .orElseGet(() -> budgets(comparison) + changes(comparison));
    }

    private static String budgets(Comparison comparison) {
        return switch (comparison.exitCode()) {
            case 2 -> "UNKNOWN: " + failing(comparison, VerdictStatus.UNKNOWN) + "; ";
            case 3 -> "budget missed: " + failing(comparison, VerdictStatus.INVALID) + "; ";
            default -> "";
        };
    }

    private static String failing(Comparison comparison, VerdictStatus status) {
        Stream<String> relative = comparison.relative().stream()
                .filter(r -> r.budget().level() == Level.FAIL && r.status() == status)
                .map(r -> name(r) + (status == VerdictStatus.UNKNOWN ? " (" + detail(r) + ")" : ""));
        Stream<String> absolute = comparison.absolute().stream()
                .map(AbsoluteResult::candidate)
                .filter(r -> r.budget().level() == Level.FAIL && r.status() == status)
                .map(BudgetText::name);
        return Stream.concat(relative, absolute).collect(Collectors.joining(", "));
    }

    private static String changes(Comparison comparison) {
        List<SegmentChange> slower = comparison.slower();
        if (!slower.isEmpty()) {
            return changeSentence(slower, "slower", SegmentChange::slower)
                    + comparison
                            .costliestPart()
                            .map(part -> "; most time was added in " + perEntity(part))
                            .orElse("");
        }
        List<SegmentChange> faster = comparison.faster();
        if (!faster.isEmpty()) {
            return changeSentence(faster, "faster", SegmentChange::faster);
        }
        return "~ no significant change"
                + comparison
                        .costliestPart()
                        .map(part -> " of a segment as a whole; time was added in " + perEntity(part))
                        .orElse("");
    }

    private static String changeSentence(
            List<SegmentChange> changed, String how, Function<SegmentChange, Optional<PercentileChange>> which) {
        SegmentChange first = changed.getFirst();
        PercentileChange change = which.apply(first).orElseThrow();
        String others = changed.stream().skip(1).map(SegmentChange::segment).collect(Collectors.joining(", "));
        return first.segment() + " got " + how + ": " + percentile(change.percentile()) + " " + figures(change) + " ("
                + share(change.share()) + ", 99% interval " + interval(change) + ")"
                + (others.isEmpty() ? "" : "; so did " + others);
    }
}

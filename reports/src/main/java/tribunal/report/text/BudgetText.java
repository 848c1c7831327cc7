package tribunal.report.text;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.Demands.Level;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

/** Describes a budget and its result. */
public final class BudgetText {
    private BudgetText() {}

    /** {@code place-order p(99)<1s}. */
    public static String name(BudgetResult result) {
        return result.budget().segment() + " " + expression(result);
    }

    /** Returns the expression without spaces: {@code p(99)<1s}. */
    public static String expression(BudgetResult result) {
        return result.budget().expression().replace(" ", "");
    }

    /** {@code warn} or {@code fail}. */
    public static String level(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    public static String sign(BudgetResult result) {
        return switch (result.status()) {
            case VALID -> "✓";
            case INVALID -> "✗";
            case UNKNOWN, NOT_EXERCISED -> "?";
        };
    }

    /** {@code met}, {@code missed} or {@code unknown}. */
    public static String outcome(BudgetResult result) {
        return switch (result.status()) {
            case VALID -> "met";
            case INVALID -> "missed";
            case UNKNOWN, NOT_EXERCISED -> "unknown";
        };
    }

    /** Returns whether a budget is met, for JSON; null if that is unknown. */
    public static @Nullable Boolean met(VerdictStatus status) {
        return switch (status) {
            case VALID -> true;
            case INVALID -> false;
            case UNKNOWN, NOT_EXERCISED -> null;
        };
    }

    /** Returns the measured latency; empty if nothing was measured. */
    public static Optional<Long> actualNanos(BudgetResult result) {
        boolean measured = result.status() == VerdictStatus.VALID || result.status() == VerdictStatus.INVALID;
        return measured || result.actualNanos() > 0 ? Optional.of(result.actualNanos()) : Optional.empty();
    }

    public static String actual(BudgetResult result) {
        return actualNanos(result).map(NumberText::millisText).orElse("-");
    }

    /** Returns the measured latency, and, if the budget is UNKNOWN, the reason. */
    public static String detail(BudgetResult result, List<SegmentLatency> latencies) {
        return why(result, latencies).map(why -> actual(result) + ", " + why).orElseGet(() -> actual(result));
    }

    /** Returns why a budget is UNKNOWN: the reason of its segment, or too few values. Empty if it is not UNKNOWN. */
    static Optional<String> why(BudgetResult result, List<SegmentLatency> latencies) {
        if (result.status() != VerdictStatus.UNKNOWN) {
            return Optional.empty();
        }
        return latencies.stream()
                .filter(latency -> latency.segment().equals(result.budget().segment()))
                .map(SegmentLatency::unknown)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> tooFew(result));
    }

    private static Optional<String> tooFew(BudgetResult result) {
        return result.values() > 0 && result.isTooFew()
                ? Optional.of("%s, %s needed: a longer storm or a lower percentile"
                        .formatted(
                                NumberText.count(result.values(), "value", "values"),
                                NumberText.count(result.valuesNeeded())))
                : Optional.empty();
    }
}

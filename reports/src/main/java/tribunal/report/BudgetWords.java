package tribunal.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tribunal.verify.BudgetResult;
import tribunal.verify.Latency;
import tribunal.verify.Ruling;

/** A budget and how it fared, in words. */
final class BudgetWords {
    private BudgetWords() {}

    /** {@code place-order p(99)<1s}. */
    static String name(BudgetResult result) {
        return result.budget().segment() + " " + expression(result);
    }

    /** Without its spaces: {@code p(99)<1s}. */
    static String expression(BudgetResult result) {
        return result.budget().expression().replace(" ", "");
    }

    /** {@code warn} or {@code fail}. */
    static String level(BudgetResult result) {
        return result.budget().level().name().toLowerCase(Locale.ROOT);
    }

    static String sign(BudgetResult result) {
        return switch (result.ruling()) {
            case VALID -> "✓";
            case INVALID -> "✗";
            case UNKNOWN, NOT_EXERCISED -> "?";
        };
    }

    /** {@code met}, {@code missed} or {@code unknown}. */
    static String fate(BudgetResult result) {
        return switch (result.ruling()) {
            case VALID -> "met";
            case INVALID -> "missed";
            case UNKNOWN, NOT_EXERCISED -> "unknown";
        };
    }

    /** The style class that goes with it. */
    static String colour(BudgetResult result) {
        return colour(result.ruling());
    }

    static String colour(Ruling ruling) {
        return switch (ruling) {
            case VALID -> "valid";
            case INVALID -> "invalid";
            case UNKNOWN, NOT_EXERCISED -> "unknown";
        };
    }

    /** The measured latency; empty if nothing was measured. */
    static Optional<Long> actualNanos(BudgetResult result) {
        boolean measured = result.ruling() == Ruling.VALID || result.ruling() == Ruling.INVALID;
        return measured || result.actualNanos() > 0 ? Optional.of(result.actualNanos()) : Optional.empty();
    }

    static String actual(BudgetResult result) {
        return actualNanos(result).map(Figures::millisText).orElse("-");
    }

    /** The measured latency, and why it cannot be trusted if it cannot. */
    static String detail(BudgetResult result, List<Latency> latencies) {
        return why(result, latencies).map(why -> actual(result) + ", " + why).orElseGet(() -> actual(result));
    }

    /** Why a budget is UNKNOWN, if it is: what its segment says, or that there are too few values. */
    static Optional<String> why(BudgetResult result, List<Latency> latencies) {
        if (result.ruling() != Ruling.UNKNOWN) {
            return Optional.empty();
        }
        return latencies.stream()
                .filter(latency -> latency.segment().equals(result.budget().segment()))
                .map(Latency::unknown)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> tooFew(result));
    }

    private static Optional<String> tooFew(BudgetResult result) {
        return result.values() > 0 && result.isTooFew()
                ? Optional.of("%s, %s needed: a longer storm or a lower percentile"
                        .formatted(
                                Figures.count(result.values(), "value", "values"),
                                Figures.count(result.valuesNeeded())))
                : Optional.empty();
    }
}

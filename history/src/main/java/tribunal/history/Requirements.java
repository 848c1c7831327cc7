package tribunal.history;

import java.util.List;

/**
 * What a scenario demands of a run.
 *
 * @param judges the guarantees that must be VALID and exercised
 * @param expects what must have occurred often enough
 * @param budgets latency limits
 * @param relativeBudgets limits on how much worse a latency may be than that of a baseline run: a matter of comparison, not
 *     of one run's judge
 */
public record Requirements(
        List<String> judges, List<Expectation> expects, List<Budget> budgets, List<RelativeBudget> relativeBudgets) {
    public Requirements {
        judges = List.copyOf(judges);
        expects = List.copyOf(expects);
        budgets = List.copyOf(budgets);
        relativeBudgets = List.copyOf(relativeBudgets);
    }

    /** Without relative budgets. */
    public Requirements(List<String> judges, List<Expectation> expects, List<Budget> budgets) {
        this(judges, expects, budgets, List.of());
    }

    /** The same under another's budgets. */
    public Requirements withBudgetsOf(Requirements other) {
        return new Requirements(judges, expects, other.budgets, other.relativeBudgets);
    }

    /**
     * A fault or situation that must occur at least so often.
     *
     * @param what a fate's kind ({@code duplicate}) or a situation's id ({@code charge-after-cancel})
     * @param atLeast a count, or a ratio of deliveries (0 to 1) if {@code ofDeliveries}
     */
    public record Expectation(String what, double atLeast, boolean ofDeliveries) {}

    /** How bad it is to miss a budget. */
    public enum Level {
        WARN,
        FAIL
    }

    /**
     * A limit on one segment's latency.
     *
     * @param segment {@code place-order}, {@code fan-out} …
     * @param expression as written: {@code p(99) < 1s}
     * @param percentile 0 to 100; 100 is the maximum
     * @param limitNanos the latency must be below it
     */
    public record Budget(String segment, Level level, String expression, double percentile, long limitNanos) {}

    /**
     * A limit on the change of one segment's latency from a baseline.
     *
     * @param expression as written: {@code p(99) <= +10%}
     * @param percentile above 0 and below 100
     * @param changeMax as a share of the baseline: 0.1 for +10%
     */
    public record RelativeBudget(String segment, Level level, String expression, double percentile, double changeMax) {}
}

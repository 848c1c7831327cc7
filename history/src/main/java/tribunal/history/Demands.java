package tribunal.history;

import java.util.List;

/**
 * What a scenario demands of a run.
 *
 * @param judges the guarantees that must be VALID and exercised
 * @param expects what must have occurred often enough
 * @param budgets latency limits
 */
public record Demands(List<String> judges, List<Expectation> expects, List<Budget> budgets) {
    public Demands {
        judges = List.copyOf(judges);
        expects = List.copyOf(expects);
        budgets = List.copyOf(budgets);
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
}

package tribunal.history;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;

/**
 * The requirements of a scenario for a run.
 *
 * @param guarantees the guarantees that must be VALID and exercised
 * @param expects faults and situations that must have occurred often enough
 * @param budgets latency limits
 * @param relativeBudgets limits on latencies relative to a baseline run, checked only when runs are compared
 */
public record Demands(
        @JsonAlias("judges") List<String> guarantees,
        List<Expectation> expects,
        List<Budget> budgets,
        List<RelativeBudget> relativeBudgets) {
    /** Demands nothing. */
    public static final Demands NONE = new Demands(List.of(), List.of(), List.of());

    public Demands {
        guarantees = List.copyOf(guarantees);
        expects = List.copyOf(expects);
        budgets = List.copyOf(budgets);
        relativeBudgets = List.copyOf(relativeBudgets);
    }

    public Demands(List<String> guarantees, List<Expectation> expects, List<Budget> budgets) {
        this(guarantees, expects, budgets, List.of());
    }

    public Demands withBudgetsOf(Demands other) {
        return new Demands(guarantees, expects, other.budgets, other.relativeBudgets);
    }

    /**
     * A fault or situation that must occur with a minimum frequency.
     *
     * @param what a fate's kind ({@code duplicate}) or a situation's id ({@code charge-after-cancel})
     * @param atLeast the minimum: a count, or a ratio of deliveries (0 to 1) if {@code ofDeliveries}
     */
    public record Expectation(String what, double atLeast, boolean ofDeliveries) {}

    /** The severity of a missed budget. */
    public enum Level {
        WARN,
        FAIL
    }

    /**
     * A limit on one segment's latency.
     *
     * @param segment {@code place-order}, {@code fan-out} …
     * @param expression the limit as written: {@code p(99) < 1s}
     * @param percentile 0 to 100; 100 is the maximum
     * @param limitNanos the latency must be below this, in nanoseconds
     */
    public record Budget(String segment, Level level, String expression, double percentile, long limitNanos) {}

    /**
     * A limit on the change of one segment's latency from a baseline.
     *
     * @param expression the limit as written: {@code p(99) <= +10%}
     * @param percentile above 0 and below 100
     * @param changeMax the highest allowed change, as a share of the baseline: 0.1 for +10%
     */
    public record RelativeBudget(String segment, Level level, String expression, double percentile, double changeMax) {}
}

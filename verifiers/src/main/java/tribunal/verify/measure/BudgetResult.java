package tribunal.verify.measure;

import tribunal.history.Demands.Budget;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The result of a budget.
 *
 * @param status VALID if it is met, INVALID if it is missed, UNKNOWN if it cannot be judged
 * @param values how many latencies were measured
 */
public record BudgetResult(Budget budget, VerdictStatus status, long actualNanos, long values) {
    /** How many latencies are needed to decide that the budget is met. */
    public long valuesNeeded() {
        return RequiredSampleSize.needed(budget.percentile());
    }

    /** Whether fewer latencies were measured than are needed. */
    public boolean isTooFew() {
        return values < valuesNeeded();
    }
}

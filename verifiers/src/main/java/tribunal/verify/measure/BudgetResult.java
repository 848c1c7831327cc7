package tribunal.verify.measure;

import tribunal.history.Requirements.Budget;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The outcome of a budget: VALID is met, INVALID missed, UNKNOWN cannot be judged.
 *
 * @param values how many latencies there are
 */
public record BudgetResult(Budget budget, VerdictStatus ruling, long actualNanos, long values) {
    /** How many latencies it takes to say that the budget is met. */
    public long valuesNeeded() {
        return RequiredSampleSize.needed(budget.percentile());
    }

    /** Whether there are fewer. */
    public boolean isTooFew() {
        return values < valuesNeeded();
    }
}

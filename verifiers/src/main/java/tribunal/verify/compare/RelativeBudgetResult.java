package tribunal.verify.compare;

import java.util.Optional;
import tribunal.history.Demands.RelativeBudget;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The result of a relative budget.
 *
 * @param change the change of its segment's percentile; empty if either side has no such latencies
 */
public record RelativeBudgetResult(RelativeBudget budget, Optional<PercentileChange> change) {
    /** INVALID if the rise is significant and above the limit, VALID if not, UNKNOWN if the change cannot be judged. */
    public VerdictStatus status() {
        if (change.filter(c -> c.unknown() == null).isEmpty()) {
            return VerdictStatus.UNKNOWN;
        }
        return change.filter(c -> c.significant() && c.share() > budget.changeMax())
                        .isPresent()
                ? VerdictStatus.INVALID
                : VerdictStatus.VALID;
    }
}

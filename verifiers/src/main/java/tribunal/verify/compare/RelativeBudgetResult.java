package tribunal.verify.compare;

import java.util.Optional;
import tribunal.history.Requirements.RelativeBudget;
import tribunal.verify.verdict.VerdictStatus;

/**
 * How a relative budget fared.
 *
 * @param change of its segment's percentile; empty if either side has no such latencies
 */
public record RelativeBudgetResult(RelativeBudget budget, Optional<PercentileChange> change) {
    /** A rise that is not significant misses no budget, nor does one that is significant and small. */
    public VerdictStatus ruling() {
        if (change.filter(c -> c.unknown() == null).isEmpty()) {
            return VerdictStatus.UNKNOWN;
        }
        return change.filter(c -> c.significant() && c.share() > budget.changeMax())
                        .isPresent()
                ? VerdictStatus.INVALID
                : VerdictStatus.VALID;
    }
}

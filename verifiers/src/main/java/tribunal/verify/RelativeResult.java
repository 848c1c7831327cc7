package tribunal.verify;

import java.util.Optional;
import tribunal.history.Demands.RelativeBudget;

/**
 * How a relative budget fared.
 *
 * @param change of its segment's percentile; empty if either side has no such latencies
 */
public record RelativeResult(RelativeBudget budget, Optional<Change> change) {
    /** A rise that is not significant misses no budget, nor does one that is significant and small. */
    public Ruling ruling() {
        if (change.filter(c -> c.unknown() == null).isEmpty()) {
            return Ruling.UNKNOWN;
        }
        return change.filter(c -> c.significant() && c.share() > budget.changeMax())
                        .isPresent()
                ? Ruling.INVALID
                : Ruling.VALID;
    }
}

package tribunal.report;

import java.util.Optional;
import tribunal.verify.Lag;
import tribunal.verify.Verdicts;

/** Whether the load generator kept to its schedule. */
final class LagWords {
    private LagWords() {}

    /** {@code lag p99 14 ms: the load generator fell behind its schedule}; empty if it did not. */
    static Optional<String> behind(Verdicts verdicts) {
        return Lag.beyondBearing(verdicts.latencies())
                .map(nanos -> "lag p99 %s: the load generator fell behind its schedule"
                        .formatted(Figures.millisText(nanos.getValueAtPercentile(99))));
    }
}

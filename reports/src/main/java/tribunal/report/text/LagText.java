package tribunal.report.text;

import java.util.Optional;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.GeneratorLag;

/** Whether the load generator kept to its schedule. */
public final class LagText {
    private LagText() {}

    /** {@code lag p99 14 ms: the load generator fell behind its schedule}; empty if it did not. */
    public static Optional<String> behind(Verdicts verdicts) {
        return GeneratorLag.beyondBearing(verdicts.latencies())
                .map(nanos -> "lag p99 %s: the load generator fell behind its schedule"
                        .formatted(NumberText.millisText(nanos.getValueAtPercentile(99))));
    }
}

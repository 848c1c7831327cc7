package tribunal.report.text;

import java.util.Optional;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.GeneratorLag;

/** Says whether the load generator fell behind its schedule. */
public final class LagText {
    private LagText() {}

    /** Returns {@code lag p99 14 ms: the load generator fell behind its schedule}; empty if it did not. */
    public static Optional<String> behind(Verdicts verdicts) {
        return GeneratorLag.excessive(verdicts.latencies())
                .map(nanos -> "lag p99 %s: the load generator fell behind its schedule"
                        .formatted(NumberText.millisText(nanos.getValueAtPercentile(99))));
    }
}

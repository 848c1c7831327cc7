package tribunal.report;

import java.util.Optional;
import tribunal.verify.Latency;
import tribunal.verify.Verdicts;

/** Whether the load generator kept to its schedule. */
final class LagWords {
    static final long WORTH_TELLING_NANOS = 10_000_000;
    /** The segment that it is measured as. */
    static final String SEGMENT = "lag";

    private LagWords() {}

    /** {@code lag p99 14 ms: the load generator fell behind its schedule}; empty if it did not. */
    static Optional<String> behind(Verdicts verdicts) {
        return verdicts.latencies().stream()
                .filter(latency -> latency.segment().equals(SEGMENT))
                .map(Latency::nanos)
                .map(nanos -> nanos.getValueAtPercentile(99))
                .filter(p99 -> p99 > WORTH_TELLING_NANOS)
                .map(p99 ->
                        "lag p99 %s: the load generator fell behind its schedule".formatted(Figures.millisText(p99)))
                .findFirst();
    }
}

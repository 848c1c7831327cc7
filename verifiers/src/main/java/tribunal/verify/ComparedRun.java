package tribunal.verify;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What a comparison knows of a run.
 *
 * @param name of its directory
 * @param conditions under which it ran, by name: scenario, rate, machine …
 * @param useless why its latencies tell nothing: it was not VALID, was cut short, or did not send its schedule
 * @param outage what was out of service for a time, in which latencies are no matter of absolute budgets
 */
public record ComparedRun(
        String name,
        SortedMap<String, String> conditions,
        Optional<String> useless,
        Optional<String> outage,
        List<Latency> latencies) {
    public ComparedRun {
        latencies = List.copyOf(latencies);
    }

    Optional<Latency> latency(String segment) {
        return latencies.stream().filter(latency -> latency.isOf(segment)).findFirst();
    }

    /** The load generator's lag, if it is more than latencies can bear. */
    Optional<Histogram> lag() {
        return Lag.beyondBearing(latencies);
    }
}

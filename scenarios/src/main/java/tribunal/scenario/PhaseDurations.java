package tribunal.scenario;

import java.time.Duration;
import tribunal.fault.key.ScenarioKey;

/** The length of each phase of a run. */
public record PhaseDurations(
        @ScenarioKey("traffic without faults, left out of all latencies")
        Duration warmUp,

        @ScenarioKey(value = "traffic with faults", above = "0s")
        Duration storm,

        @ScenarioKey(value = "how long to wait at most until nothing is outstanding", above = "0s")
        Duration drain) {
    /** Returns the time in which customers place orders. */
    public Duration warmUpAndStorm() {
        return warmUp.plus(storm);
    }
}

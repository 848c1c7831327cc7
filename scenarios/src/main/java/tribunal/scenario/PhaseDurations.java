package tribunal.scenario;

import java.time.Duration;
import tribunal.fault.key.Key;

/** The length of each phase of a run. */
public record PhaseDurations(
        @Key("traffic without faults, left out of all latencies")
        Duration warmUp,

        @Key(value = "traffic with faults", above = "0s") Duration storm,

        @Key(value = "how long to wait at most until nothing is outstanding", above = "0s")
        Duration drain) {
    /** Returns the time in which customers place orders. */
    public Duration warmUpAndStorm() {
        return warmUp.plus(storm);
    }
}

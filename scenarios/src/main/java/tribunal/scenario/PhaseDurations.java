package tribunal.scenario;

import java.time.Duration;

/**
 * How long each phase lasts.
 *
 * @param warmUp traffic without faults, left out of all latencies
 * @param storm traffic with faults
 * @param drain how long to wait at most until nothing is outstanding
 */
public record PhaseDurations(Duration warmUp, Duration storm, Duration drain) {}

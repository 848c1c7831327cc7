package tribunal.scenario;

import java.time.Duration;

/**
 * The length of each phase of a run.
 *
 * @param warmUp traffic without faults, left out of all latencies
 * @param storm traffic with faults
 * @param drain the longest wait until nothing is outstanding
 */
public record PhaseDurations(Duration warmUp, Duration storm, Duration drain) {}

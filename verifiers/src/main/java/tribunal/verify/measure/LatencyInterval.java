package tribunal.verify.measure;

import org.HdrHistogram.Histogram;

/**
 * The latencies of a segment that began within one interval of a run.
 *
 * @param from beginning of the interval, in nanoseconds since the run's origin
 * @param to end of the interval, exclusive
 * @param nanos the latencies in nanoseconds, with three significant digits; never empty
 */
public record LatencyInterval(long from, long to, Histogram nanos) {}

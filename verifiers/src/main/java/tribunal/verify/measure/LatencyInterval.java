package tribunal.verify.measure;

import org.HdrHistogram.Histogram;

/**
 * The latencies of a segment that began in one stretch of a run.
 *
 * @param from in nanoseconds since the run's origin
 * @param to the first moment after it
 * @param nanos with three significant digits, never empty
 */
public record LatencyInterval(long from, long to, Histogram nanos) {}

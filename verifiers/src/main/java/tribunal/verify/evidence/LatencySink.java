package tribunal.verify.evidence;

/** Takes latencies, one after another: from when to when, in nanoseconds since the run's origin. */
public interface LatencySink {
    void took(long from, long to);
}

package tribunal.verify.evidence;

/** Receives latencies, each as its start and end in nanoseconds since the run's origin. */
public interface LatencySink {
    void record(long from, long to);
}

package tribunal.verify;

/** Takes latencies, one after another: from when to when, in nanoseconds since the run's origin. */
interface Stopwatch {
    void took(long from, long to);
}

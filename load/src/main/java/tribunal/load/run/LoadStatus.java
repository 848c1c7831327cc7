package tribunal.load.run;

/**
 * The current state of a run, for the progress line. Latencies are in nanoseconds, as far as known.
 *
 * @param phase the current phase, in one word
 * @param at nanoseconds since the run's origin
 * @param placed orders sent
 * @param done orders in a final status
 * @param backlog deliveries outstanding
 */
public record LoadStatus(
        String phase,
        long at,
        long placed,
        long done,
        long placeOrderP99Nanos,
        long fanOutP99Nanos,
        long faults,
        long backlog) {}

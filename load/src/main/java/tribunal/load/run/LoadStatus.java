package tribunal.load.run;

/**
 * How a run stands, for the live line. Latencies in nanoseconds, as far as known.
 *
 * @param phase what is going on, in a word
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

package tribunal.load.harness;

/**
 * The current state of a run, for the progress line. Latencies are in nanoseconds, as far as known.
 *
 * @param activity what the run does: it starts the {@code database} or the {@code app}, plays the {@code rehearsal} or
 *     a phase, or is {@code judging}; or why it ends early
 * @param at nanoseconds since the run's origin
 * @param placed orders sent
 * @param done orders in a final status
 * @param backlog deliveries outstanding
 */
public record LoadStatus(
        String activity,
        long at,
        long placed,
        long done,
        long placeOrderP99Nanos,
        long fanOutP99Nanos,
        long faults,
        long backlog) {}

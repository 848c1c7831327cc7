package tribunal.report;

import java.util.Locale;

/**
 * How a run stands while it runs.
 *
 * @param phase what is going on, in a word or a few
 * @param elapsedNanos since the run's origin
 * @param placed orders placed so far
 * @param done orders that have ended
 * @param faults injected so far
 * @param backlog deliveries recorded and not yet done
 */
public record LiveLine(
        String phase,
        long elapsedNanos,
        long placed,
        long done,
        long placeOrderP99Nanos,
        long fanOutP99Nanos,
        long faults,
        long backlog) {

    /** One line for a terminal of 110 characters. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%-9s %4d s  %s/%s done  p99 place-order %s  fan-out %s  %s  backlog %s",
                phase,
                elapsedNanos / 1_000_000_000,
                Figures.count(done),
                Figures.count(placed),
                Figures.millisText(placeOrderP99Nanos),
                Figures.millisText(fanOutP99Nanos),
                Figures.count(faults, "fault", "faults"),
                Figures.count(backlog));
    }
}

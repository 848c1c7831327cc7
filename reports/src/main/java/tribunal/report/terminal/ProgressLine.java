package tribunal.report.terminal;

import java.util.Locale;
import tribunal.report.text.NumberText;

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
public record ProgressLine(
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
                NumberText.count(done),
                NumberText.count(placed),
                NumberText.millisText(placeOrderP99Nanos),
                NumberText.millisText(fanOutP99Nanos),
                NumberText.count(faults, "fault", "faults"),
                NumberText.count(backlog));
    }
}

package tribunal.report.terminal;

import java.util.Locale;
import tribunal.report.text.NumberText;

/**
 * The state of a run while it runs.
 *
 * @param phase the name of the phase, for people
 * @param elapsedNanos nanoseconds since the run's origin
 * @param placed the orders placed so far
 * @param done the orders that have ended
 * @param faults the faults injected so far
 * @param backlog the deliveries that are recorded and not yet done
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

    /** Returns the state as one line, for a terminal of 110 characters. */
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

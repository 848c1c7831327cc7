package tribunal.verify.measure;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RunEvidence;

/**
 * A stretch of a run in which a declared fault that is not one attempt's was on.
 *
 * @param from in nanoseconds since the run's origin
 * @param to the same; {@link Long#MAX_VALUE} if it never ended
 * @param strikes how often it struck, by kind, where the nodes' own counters tell
 */
public record FaultWindow(String fault, long from, long to, SortedMap<String, Long> strikes) {
    /** All of a run, by their beginning. */
    public static List<FaultWindow> of(RunEvidence run) {
        return run.troubles().faults().stream()
                .sorted(Comparator.comparingLong(Window::from).thenComparing(Window::what))
                .map(window -> new FaultWindow(window.what(), window.from(), window.to(), strikes(run, window)))
                .toList();
    }

    private static SortedMap<String, Long> strikes(RunEvidence run, Window window) {
        SortedMap<String, Long> strikes = new TreeMap<>();
        run.all(FaultStruck.class).stream()
                .filter(struck -> struck.fault().equals(window.what()) && window.overlaps(struck.at(), struck.at()))
                .forEach(struck -> struck.strikes().forEach((kind, n) -> strikes.merge(kind, n, Long::sum)));
        return strikes;
    }
}

package tribunal.verify.measure;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.RunEvidence;

/**
 * A period of a run in which a declared fault was active that is not the fate of a single attempt.
 *
 * @param from in nanoseconds since the run's origin
 * @param to in nanoseconds since the run's origin; {@link Long#MAX_VALUE} if it never ended
 * @param strikes how often it struck, by kind, as counted by the nodes; empty if they do not count it
 */
public record FaultWindow(String fault, long from, long to, SortedMap<String, Long> strikes) {
    /** All fault windows of a run, by beginning. */
    public static List<FaultWindow> of(RunEvidence run) {
        return run.outages().faults().stream()
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

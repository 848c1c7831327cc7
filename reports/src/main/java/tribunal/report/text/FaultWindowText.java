package tribunal.report.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.Drift;
import tribunal.verify.measure.Drift.Unit;
import tribunal.verify.measure.FaultWindow;

/** Describes the fault windows of a run, and the drift of its figures over a long storm. */
public final class FaultWindowText {
    private static final int WINDOWS_MAX = 6;
    private static final double NANOS_PER_SECOND = 1e9;

    private FaultWindowText() {}

    /** {@code chaos-monkey 15.2 s to 30.3 s (93 exception, 196 latency)}; at most the first six windows. */
    public static List<String> windows(Verdicts verdicts) {
        List<FaultWindow> windows = verdicts.windows();
        List<String> texts =
                windows.stream().limit(WINDOWS_MAX).map(FaultWindowText::window).collect(Collectors.toList());
        if (windows.size() > WINDOWS_MAX) {
            texts.add(NumberText.count(windows.size() - WINDOWS_MAX) + " more");
        }
        return texts;
    }

    private static String window(FaultWindow window) {
        String strikes = strikes(window);
        return window.fault() + " " + seconds(window.from()) + " to "
                + (window.to() == Long.MAX_VALUE ? "the end" : seconds(window.to()))
                + (strikes.isEmpty() ? "" : " (" + strikes + ")");
    }

    /** Returns the strikes by kind, without kinds that never struck. */
    private static String strikes(FaultWindow window) {
        return window.strikes().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> NumberText.count(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }

    /** {@code place-order p99 31 ms → 33 ms (+6%)}. */
    public static List<String> drifts(Verdicts verdicts) {
        return verdicts.drifts().stream().map(FaultWindowText::drift).toList();
    }

    /** Returns the drifts in one line for each unit. */
    public static List<String> driftLines(Verdicts verdicts) {
        Map<Unit, String> lines = verdicts.drifts().stream()
                .collect(Collectors.groupingBy(
                        Drift::unit,
                        LinkedHashMap::new,
                        Collectors.mapping(FaultWindowText::drift, Collectors.joining(", "))));
        return List.copyOf(lines.values());
    }

    private static String drift(Drift d) {
        return "%s %s → %s (%s)".formatted(d.what(), figure(d, d.first()), figure(d, d.last()), change(d));
    }

    private static String figure(Drift drift, long value) {
        return switch (drift.unit()) {
            case NANOS -> NumberText.millisText(value);
            case BYTES -> NumberText.bytes(value);
            case MILLICORES -> String.format(Locale.ROOT, "%.2f cores", value / 1_000.0);
            case COUNT -> NumberText.count(value);
        };
    }

    private static String change(Drift drift) {
        String percent = String.format(Locale.ROOT, "%+.0f%%", 100 * drift.change());
        return drift.drifted() ? percent + ", drifted" : percent;
    }
}

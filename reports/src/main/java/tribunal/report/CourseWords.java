package tribunal.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tribunal.verify.Drift;
import tribunal.verify.FaultWindow;
import tribunal.verify.Verdicts;

/** What befell the run as a whole, in words: fault windows, and what a long storm changed. */
final class CourseWords {
    private static final int WINDOWS_MAX = 6;
    private static final double NANOS_PER_SECOND = 1e9;

    private CourseWords() {}

    /** {@code chaos-monkey 15.2 s to 30.3 s}; of many kinds of short ones the first few. */
    static List<String> windows(Verdicts verdicts) {
        List<FaultWindow> windows = verdicts.windows();
        List<String> words =
                windows.stream().limit(WINDOWS_MAX).map(CourseWords::window).collect(Collectors.toList());
        if (windows.size() > WINDOWS_MAX) {
            words.add(Figures.count(windows.size() - WINDOWS_MAX) + " more");
        }
        return words;
    }

    private static String window(FaultWindow window) {
        return window.fault() + " " + seconds(window.from()) + " to "
                + (window.to() == Long.MAX_VALUE ? "the end" : seconds(window.to()));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }

    /** {@code place-order p99 31 ms → 33 ms (+6%)}. */
    static List<String> drifts(Verdicts verdicts) {
        return verdicts.drifts().stream()
                .map(d -> "%s %s → %s (%s)".formatted(d.what(), figure(d, d.first()), figure(d, d.last()), change(d)))
                .toList();
    }

    private static String figure(Drift drift, long value) {
        return switch (drift.unit()) {
            case NANOS -> Figures.millisText(value);
            case BYTES -> Figures.bytes(value);
        };
    }

    private static String change(Drift drift) {
        return String.format(Locale.ROOT, "%+.0f%%", 100 * drift.change());
    }
}

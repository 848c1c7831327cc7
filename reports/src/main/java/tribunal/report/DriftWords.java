package tribunal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tribunal.verify.Drift;
import tribunal.verify.Drift.Unit;

/** How a long run's figures changed, in words. */
final class DriftWords {
    /** As tables show them. */
    static final List<String> HEADERS = List.of("Drift", "First third", "Last third", "Change");

    private static final double MEGABYTE = 1e6;

    private DriftWords() {}

    /** One line a unit: {@code place-order p99 31 ms -> 33 ms (+6%), fan-out p99 4.1 ms -> 4.0 ms (-2%)}. */
    static List<String> lines(List<Drift> drift) {
        Map<Unit, List<Drift>> byUnit =
                drift.stream().collect(Collectors.groupingBy(Drift::unit, LinkedHashMap::new, Collectors.toList()));
        return byUnit.values().stream()
                .map(same -> same.stream().map(DriftWords::phrase).collect(Collectors.joining(", ")))
                .toList();
    }

    private static String phrase(Drift drift) {
        return "%s %s -> %s (%s)"
                .formatted(drift.what(), figure(drift, drift.before()), figure(drift, drift.after()), change(drift));
    }

    static List<String> cells(Drift drift) {
        return List.of(drift.what(), figure(drift, drift.before()), figure(drift, drift.after()), change(drift));
    }

    private static String figure(Drift drift, double value) {
        return switch (drift.unit()) {
            case NANOS -> Figures.millisText(Math.round(value));
            case BYTES -> String.format(Locale.ROOT, "%,.0f MB", value / MEGABYTE);
            case BYTES_PER_SECOND -> String.format(Locale.ROOT, "%,.2f MB/s", value / MEGABYTE);
            case CORES -> String.format(Locale.ROOT, "%.2f cores", value);
            case COUNT -> Figures.count(Math.round(value));
        };
    }

    private static String change(Drift drift) {
        String percent = String.format(Locale.ROOT, "%+d%%", Math.round(100 * drift.change()));
        return drift.drifted() ? percent + ", drifted" : percent;
    }
}

package tribunal.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tribunal.verify.FaultWindow;

/** The stretches in which faults were on, in words. */
final class WindowWords {
    /** As tables show them. */
    static final List<String> HEADERS = List.of("Fault window", "From", "To", "Strikes");

    private static final double NANOS_PER_SECOND = 1e9;

    private WindowWords() {}

    /** {@code chaos-monkey 17.4 s to 32.4 s: 93 exception, 196 latency}. */
    static String line(FaultWindow window) {
        String strikes = strikes(window);
        return window.fault() + " " + from(window) + " to " + to(window) + (strikes.isEmpty() ? "" : ": " + strikes);
    }

    static List<String> cells(FaultWindow window) {
        return List.of(window.fault(), from(window), to(window), strikes(window));
    }

    private static String from(FaultWindow window) {
        return seconds(window.from());
    }

    private static String to(FaultWindow window) {
        return window.to() == Long.MAX_VALUE ? "the end" : seconds(window.to());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    }

    /** Kinds that never struck are left out. */
    private static String strikes(FaultWindow window) {
        return window.strikes().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> Figures.count(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}

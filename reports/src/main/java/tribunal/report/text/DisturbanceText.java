package tribunal.report.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.FateKind;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.Drift;
import tribunal.verify.measure.Drift.Unit;
import tribunal.verify.measure.FaultWindow;

/** Describes the injected faults, the fault windows, and the drift of a run's figures over a long storm. */
public final class DisturbanceText {
    private static final int WINDOWS_MAX = 6;

    private DisturbanceText() {}

    /** Returns a phrase for each kind: {@code 712 duplicated}, …, {@code 340 crashes at 23 points}. */
    public static List<String> phrases(Verdicts verdicts) {
        List<String> phrases = new ArrayList<>();
        for (FateKind kind : FateKind.values()) {
            if (kind != FateKind.CRASH && isReported(verdicts, kind.label())) {
                phrases.add(NumberText.count(count(verdicts, kind.label())) + " " + kind.countPhrase());
            }
        }
        verdicts.faults().keySet().stream()
                .filter(kind -> isReported(verdicts, kind))
                .filter(kind -> FateKind.ofLabel(kind).isEmpty())
                .forEach(kind -> phrases.add(NumberText.count(count(verdicts, kind)) + " " + kind));
        if (isReported(verdicts, "crash")) {
            phrases.add(crashes(verdicts));
        }
        long notMet = verdicts.notMet().values().stream().mapToLong(n -> n).sum();
        if (notMet > 0) {
            phrases.add(NumberText.count(notMet) + " planned but not met");
        }
        return phrases;
    }

    /** Returns a row for each kind: the numbers of faults decided, met and not met. */
    public static List<List<String>> rows(Verdicts verdicts, Collection<String> kinds, String none) {
        return kinds.stream()
                .map(kind -> Stream.concat(
                                Stream.of(kind),
                                Stream.of(verdicts.decided(), verdicts.faults(), verdicts.notMet())
                                        .map(counts -> Optional.ofNullable(counts.get(kind))
                                                .map(NumberText::count)
                                                .orElse(none)))
                        .toList())
                .toList();
    }

    /** Whether faults of this kind happened or were planned. */
    private static boolean isReported(Verdicts verdicts, String kind) {
        return count(verdicts, kind) > 0 || verdicts.decided().containsKey(kind);
    }

    private static String crashes(Verdicts verdicts) {
        String crashes = NumberText.count(count(verdicts, "crash"), "crash", "crashes");
        long points = verdicts.situations().entrySet().stream()
                .filter(s -> isCrashPoint(s.getKey()) && s.getValue() > 0)
                .count();
        return points == 0 ? crashes : crashes + " at " + NumberText.count(points, "point", "points");
    }

    /** Whether a situation is that an attempt crashed at some point. */
    public static boolean isCrashPoint(String situation) {
        return situation.startsWith("crash-point(");
    }

    private static long count(Verdicts verdicts, String kind) {
        return verdicts.faults().getOrDefault(kind, 0L);
    }

    /** {@code chaos-monkey 15.2 s to 30.3 s (93 exception, 196 latency)}; at most the first six windows. */
    public static List<String> windows(Verdicts verdicts) {
        List<FaultWindow> windows = verdicts.windows();
        List<String> texts =
                windows.stream().limit(WINDOWS_MAX).map(DisturbanceText::window).collect(Collectors.toList());
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
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** {@code place-order p99 31 ms → 33 ms (+6%)}. */
    public static List<String> drifts(Verdicts verdicts) {
        return verdicts.drifts().stream().map(DisturbanceText::drift).toList();
    }

    /** Returns the drifts in one line for each unit. */
    public static List<String> driftLines(Verdicts verdicts) {
        Map<Unit, String> lines = verdicts.drifts().stream()
                .collect(Collectors.groupingBy(
                        Drift::unit,
                        LinkedHashMap::new,
                        Collectors.mapping(DisturbanceText::drift, Collectors.joining(", "))));
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

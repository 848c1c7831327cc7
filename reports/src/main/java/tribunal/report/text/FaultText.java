package tribunal.report.text;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.FateKind;
import tribunal.verify.Verdicts;

/** Describes the injected faults. */
public final class FaultText {
    private FaultText() {}

    /** Returns a phrase for each kind: {@code 712 duplicated}, …, {@code 340 crashes at 23 points}. */
    public static List<String> phrases(Verdicts verdicts) {
        List<String> phrases = new ArrayList<>();
        for (FateKind kind : FateKind.values()) {
            if (kind != FateKind.CRASH && isReported(verdicts, kind.label())) {
                phrases.add(NumberText.count(count(verdicts, kind.label())) + " " + kind.counted());
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
            phrases.add(NumberText.count(notMet) + " not met");
        }
        return phrases;
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
}

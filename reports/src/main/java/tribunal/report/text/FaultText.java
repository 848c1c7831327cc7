package tribunal.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tribunal.verify.Verdicts;

/** Describes the injected faults. */
public final class FaultText {
    private static final Map<String, String> PAST_TENSE = pastTense();

    private FaultText() {}

    private static Map<String, String> pastTense() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("duplicate", "duplicated");
        words.put("delay", "delayed");
        words.put("reorder", "reordered");
        words.put("drop", "dropped");
        words.put("lose-answer", "answers lost");
        words.put("lose-settle", "settles lost");
        words.put("fail", "failed");
        words.put("hang", "hung");
        words.put("third-party-slow", "third parties slow");
        words.put("third-party-fails", "third parties failing");
        words.put("third-party-silent", "third parties silent");
        words.put("poison", "attempts poisoned");
        return words;
    }

    /** Returns a phrase for each kind: {@code 712 duplicated}, …, {@code 340 crashes at 23 points}. */
    public static List<String> phrases(Verdicts verdicts) {
        List<String> phrases = new ArrayList<>();
        PAST_TENSE.forEach((kind, words) -> {
            if (isReported(verdicts, kind)) {
                phrases.add(NumberText.count(count(verdicts, kind)) + " " + words);
            }
        });
        verdicts.faults().keySet().stream()
                .filter(kind -> isReported(verdicts, kind))
                .filter(kind -> !PAST_TENSE.containsKey(kind) && !kind.equals("crash"))
                .forEach(kind -> phrases.add(NumberText.count(count(verdicts, kind)) + " " + kind));
        if (isReported(verdicts, "crash")) {
            phrases.add(crashes(verdicts));
        }
        long overtaken =
                verdicts.overtaken().values().stream().mapToLong(n -> n).sum();
        if (overtaken > 0) {
            phrases.add(NumberText.count(overtaken) + " overtaken");
        }
        return phrases;
    }

    /** Whether faults of this kind happened or were planned. */
    private static boolean isReported(Verdicts verdicts, String kind) {
        return count(verdicts, kind) > 0 || verdicts.planned().containsKey(kind);
    }

    private static String crashes(Verdicts verdicts) {
        String crashes = NumberText.count(count(verdicts, "crash"), "crash", "crashes");
        long points = verdicts.situations().entrySet().stream()
                .filter(s -> s.getKey().startsWith("crash-point(") && s.getValue() > 0)
                .count();
        return points == 0 ? crashes : crashes + " at " + NumberText.count(points, "point", "points");
    }

    private static long count(Verdicts verdicts, String kind) {
        return verdicts.faults().getOrDefault(kind, 0L);
    }
}

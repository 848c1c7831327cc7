package tribunal.scenario.input;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known name with the smallest edit distance (Levenshtein) to a misspelt one. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns {@code " (did you mean storm?)"}; an empty text if no known name is near. */
    public static String hint(String name, Collection<String> known) {
        int distanceMax = Math.max(2, name.length() / 2);
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
                .filter(k -> distance(name, k) <= distanceMax)
                .map(k -> " (did you mean " + k + "?)")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

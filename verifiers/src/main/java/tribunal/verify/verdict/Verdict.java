package tribunal.verify.verdict;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one verifier says.
 *
 * @param guarantee its name: {@code at-least-once}
 * @param summary what was checked, in one line for people: {@code 36,905 of 36,905, 0 dead letters}
 * @param checked how much was looked at, by what
 * @param opportunities how often the guarantee could have been broken
 * @param total how many violations there are
 * @param violations the first 20 of them
 * @param reason why it is UNKNOWN; null otherwise
 */
public record Verdict(
        String guarantee,
        VerdictStatus ruling,
        String summary,
        SortedMap<String, Long> checked,
        long opportunities,
        long total,
        List<Violation> violations,
        @Nullable String reason) {
    public static Verdict unknown(String guarantee, String reason) {
        return new Verdict(guarantee, VerdictStatus.UNKNOWN, reason, new TreeMap<>(), 0, 0, List.of(), reason);
    }
}

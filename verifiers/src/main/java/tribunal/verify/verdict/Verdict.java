package tribunal.verify.verdict;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of one verifier on one guarantee.
 *
 * @param guarantee name of the guarantee: {@code at-least-once}
 * @param summary what was checked, in one line for people: {@code 36,905 of 36,905, 0 dead letters}
 * @param checked how many items were checked, by kind of item
 * @param opportunities how often the guarantee could have been broken
 * @param total how many violations there are
 * @param violations the 20 earliest violations
 * @param reason why the verdict is UNKNOWN; null otherwise
 */
public record Verdict(
        String guarantee,
        VerdictStatus status,
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

package tribunal.trial;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.History;
import tribunal.verify.verdict.VerdictStatus;

/**
 * Makes a valid history lie in one point (the mutation operators of DeMillo, Lipton and Sayward, 1978, on evidence instead of
 * programs).
 *
 * @param name what it does, in two or three words: {@code drop-delivery}
 * @param lie what the changed history tells, in one line
 * @param flips what each guarantee must say of it; the others must say what they said before
 * @param change the changed history; empty if the recording offers no place for it
 */
record HistoryMutation(
        String name,
        String lie,
        SortedMap<String, VerdictStatus> flips,
        Function<RecordedHistory, Optional<History>> change) {

    /** One that convicts these guarantees; none if it is harmless. */
    static HistoryMutation convicting(
            String name, String lie, Function<RecordedHistory, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, VerdictStatus.INVALID, guarantees);
    }

    /** One after which nobody can know what these guarantees are to say. */
    static HistoryMutation obscuring(
            String name, String lie, Function<RecordedHistory, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, VerdictStatus.UNKNOWN, guarantees);
    }

    private static HistoryMutation of(
            String name,
            String lie,
            Function<RecordedHistory, Optional<History>> change,
            VerdictStatus ruling,
            String... guarantees) {
        SortedMap<String, VerdictStatus> flips = new TreeMap<>();
        for (String guarantee : guarantees) {
            flips.put(guarantee, ruling);
        }
        return new HistoryMutation(name, lie, flips, change);
    }

    /** The same, after which these guarantees cannot know either. */
    HistoryMutation andObscuring(String... guarantees) {
        SortedMap<String, VerdictStatus> both = new TreeMap<>(flips);
        for (String guarantee : guarantees) {
            both.put(guarantee, VerdictStatus.UNKNOWN);
        }
        return new HistoryMutation(name, lie, both, change);
    }

    /** What a guarantee that said this must say now. */
    VerdictStatus expected(Map.Entry<String, VerdictStatus> before) {
        return flips.getOrDefault(before.getKey(), before.getValue());
    }
}

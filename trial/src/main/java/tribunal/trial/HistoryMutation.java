package tribunal.trial;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.History;
import tribunal.verify.verdict.VerdictStatus;

/**
 * A change that makes a valid history lie in one point. The idea is the mutation operators of DeMillo, Lipton and
 * Sayward (1978), applied to evidence instead of programs.
 *
 * @param name what it does, in two or three words: {@code drop-delivery}
 * @param lie what the changed history claims, in one line
 * @param flips the verdicts that must change, by guarantee; all other verdicts must stay as they were
 * @param change makes the changed history; empty if the recording offers no place for it
 */
record HistoryMutation(
        String name,
        String lie,
        SortedMap<String, VerdictStatus> flips,
        Function<RecordedHistory, Optional<History>> change) {

    /** A mutation that makes these guarantees INVALID; with no guarantees, a harmless one. */
    static HistoryMutation convicting(
            String name, String lie, Function<RecordedHistory, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, VerdictStatus.INVALID, guarantees);
    }

    /** A mutation that makes these guarantees UNKNOWN. */
    static HistoryMutation obscuring(
            String name, String lie, Function<RecordedHistory, Optional<History>> change, String... guarantees) {
        return of(name, lie, change, VerdictStatus.UNKNOWN, guarantees);
    }

    private static HistoryMutation of(
            String name,
            String lie,
            Function<RecordedHistory, Optional<History>> change,
            VerdictStatus status,
            String... guarantees) {
        SortedMap<String, VerdictStatus> flips = new TreeMap<>();
        for (String guarantee : guarantees) {
            flips.put(guarantee, status);
        }
        return new HistoryMutation(name, lie, flips, change);
    }

    /** A copy of this mutation that makes these guarantees UNKNOWN too. */
    HistoryMutation alsoObscuring(String... guarantees) {
        SortedMap<String, VerdictStatus> both = new TreeMap<>(flips);
        for (String guarantee : guarantees) {
            both.put(guarantee, VerdictStatus.UNKNOWN);
        }
        return new HistoryMutation(name, lie, both, change);
    }

    /**
     * The verdict that a guarantee must have now.
     *
     * @param before the guarantee and its verdict before the change
     */
    VerdictStatus expected(Map.Entry<String, VerdictStatus> before) {
        return flips.getOrDefault(before.getKey(), before.getValue());
    }
}

package tribunal.trial;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.verify.verdict.VerdictStatus;

/**
 * A change that makes a valid history lie in one point. The idea is the mutation operators of DeMillo, Lipton and
 * Sayward (1978), applied to evidence instead of programs.
 *
 * @param name what it does, in two or three words: {@code drop-delivery}
 * @param lie what the changed history claims, in one line
 * @param changedVerdicts the verdicts that must change, by guarantee; all other verdicts must stay as they were
 * @param change makes the changed history; empty if the recording offers no place for it
 */
record MutationOperator(
        String name,
        String lie,
        SortedMap<String, VerdictStatus> changedVerdicts,
        Function<RecordedHistory, Optional<RecordedHistory>> change) {
    /**
     * Begins an operator, which changes no verdict but those that {@link #expectInvalid} and {@link #expectUnknown}
     * add.
     */
    static MutationOperator lie(String name, String lie, Function<RecordedHistory, Optional<RecordedHistory>> change) {
        return new MutationOperator(name, lie, new TreeMap<>(), change);
    }

    /** A copy that makes these guarantees INVALID too. */
    MutationOperator expectInvalid(String... guarantees) {
        return flipping(VerdictStatus.INVALID, guarantees);
    }

    /** A copy that makes these guarantees UNKNOWN too. */
    MutationOperator expectUnknown(String... guarantees) {
        return flipping(VerdictStatus.UNKNOWN, guarantees);
    }

    private MutationOperator flipping(VerdictStatus status, String... guarantees) {
        SortedMap<String, VerdictStatus> all = new TreeMap<>(changedVerdicts);
        for (String guarantee : guarantees) {
            all.put(guarantee, status);
        }
        return new MutationOperator(name, lie, all, change);
    }
}

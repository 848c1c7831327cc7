package tribunal.verify;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.AppModel;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.verify.evidence.EntriesByKind;
import tribunal.verify.evidence.EvidenceIndexer;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.Verdict;

/** The judge: history and model in, verdicts out. Holds one part of the history at a time. */
public final class Judge {
    /** The guarantees that are built, in the order in which they are shown. */
    public static final List<String> GUARANTEES = Verifiers.GUARANTEES;

    private Judge() {}

    /**
     * Judges a run. Demands, limits and seed are those of its {@link RunStarted}; without one, and where a verifier fails
     * itself, the verdict is UNKNOWN with the reason. Throws what reading the parts throws.
     */
    public static Verdicts judge(PartitionedHistory history, AppModel model) {
        return judge(history, model, RunJudgement::new, Judge::unknown);
    }

    /**
     * What is said of a run without figures.
     *
     * @param situations how often each combination worth having occurred
     */
    public record Rulings(List<Verdict> guarantees, SortedMap<String, Long> situations) {}

    /**
     * The guarantees alone, for those who judge thousands of histories a second: what {@link #judge(PartedHistory, Model)}
     * says of them, without counts, latencies and budgets.
     */
    public static Rulings rulings(PartitionedHistory history, AppModel model) {
        return judge(history, model, Verifiers::new, reason -> new Rulings(unknownGuarantees(reason), new TreeMap<>()));
    }

    private static <T> T judge(
            PartitionedHistory history,
            AppModel model,
            Function<RunEvidence, HistoryFold<T>> begin,
            Function<String, T> unknown) {
        EntriesByKind kinds = new EntriesByKind(history.run());
        Optional<RunStarted> started = kinds.first(RunStarted.class);
        if (started.isEmpty()) {
            return unknown.apply(
                    "harness.jsonl is missing or empty: without its entry RunStarted nothing can be judged");
        }
        try {
            RunEvidence run = RunEvidence.of(kinds, history.last(), model, started.get());
            HistoryFold<T> judgement = begin.apply(run);
            Iterator<History> parts = history.iterator();
            for (Optional<History> next = read(parts); next.isPresent(); next = read(parts)) {
                History part = next.get();
                judgement.add(
                        EvidenceIndexer.index(part, part.equals(history.run()) ? kinds : new EntriesByKind(part), run));
            }
            return judgement.said();
        } catch (Unreadable e) {
            throw e.reason;
        } catch (RuntimeException e) {
            return unknown.apply("the history could not be indexed: " + e);
        }
    }

    /** A part cannot be read: that is no fault of the history's contents. */
    private static final class Unreadable extends RuntimeException {
        private final RuntimeException reason;

        Unreadable(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static Optional<History> read(Iterator<History> parts) {
        try {
            return parts.hasNext() ? Optional.of(parts.next()) : Optional.empty();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Unreadable(e);
        }
    }

    private static Verdicts unknown(String reason) {
        return new Verdicts(
                GUARANTEES,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                unknownGuarantees(reason),
                List.of(),
                List.of());
    }

    private static List<Verdict> unknownGuarantees(String reason) {
        return GUARANTEES.stream().map(name -> Verdict.unknown(name, reason)).toList();
    }
}

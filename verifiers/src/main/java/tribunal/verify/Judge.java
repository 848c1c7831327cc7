package tribunal.verify;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tribunal.history.AppModel;
import tribunal.history.Demands;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.PartitionedHistory;
import tribunal.verify.evidence.EntriesByKind;
import tribunal.verify.evidence.EvidenceIndexer;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.Verdict;

/** Judges a run by its history and the model of its app. Holds one partition of the history at a time. */
public final class Judge {
    /** The guarantees that have a verifier, in the order in which reports show them. */
    public static final List<String> GUARANTEES = Verifiers.GUARANTEES;

    private Judge() {}

    /** What the app promises by a guarantee, in one sentence; empty for a name that is none. */
    public static String promise(String guarantee) {
        return Verifiers.promise(guarantee);
    }

    /**
     * Judges a run by the demands, limits and seed in its {@link RunStarted}. Without that entry, or if a verifier
     * throws, the verdict is UNKNOWN with the reason. Exceptions from reading the partitions are passed on.
     */
    public static Verdicts judge(PartitionedHistory history, AppModel model) {
        return judge(history, model, Optional.empty());
    }

    /** Judges a run as {@link #judge(PartitionedHistory, AppModel)} does; budgets replace those of the run. */
    public static Verdicts judge(PartitionedHistory history, AppModel model, Optional<Demands> budgets) {
        return judge(history, model, budgets, VerdictCollector::new, Judge::unknown);
    }

    /**
     * The verdicts of a run, without its measurements.
     *
     * @param situations how often each combination worth having occurred
     */
    public record GuaranteeVerdicts(List<Verdict> guarantees, SortedMap<String, Long> situations) {}

    /**
     * Judges the guarantees only, for callers that judge thousands of histories a second. The verdicts equal those of
     * {@link #judge(PartitionedHistory, AppModel)}; counts, latencies and budgets are left out.
     */
    public static GuaranteeVerdicts judgeGuarantees(PartitionedHistory history, AppModel model) {
        return judge(
                history,
                model,
                Optional.empty(),
                Verifiers::new,
                reason -> new GuaranteeVerdicts(unknownGuarantees(reason), new TreeMap<>()));
    }

    private static <T> T judge(
            PartitionedHistory history,
            AppModel model,
            Optional<Demands> budgets,
            Function<RunEvidence, HistoryFold<T>> newFold,
            Function<String, T> unknown) {
        EntriesByKind kinds = new EntriesByKind(history.runEntries());
        Optional<RunStarted> started = kinds.first(RunStarted.class)
                .map(run -> budgets.map(run::withBudgetsOf).orElse(run));
        if (started.isEmpty()) {
            return unknown.apply(
                    "harness.jsonl is missing or empty: without its entry RunStarted nothing can be judged");
        }
        try {
            RunEvidence run = RunEvidence.of(kinds, history.lastTime(), model, started.get());
            HistoryFold<T> fold = newFold.apply(run);
            Iterator<History> partitions = history.iterator();
            for (Optional<History> next = read(partitions); next.isPresent(); next = read(partitions)) {
                History partition = next.get();
                fold.add(EvidenceIndexer.index(
                        partition, partition.equals(history.runEntries()) ? kinds : new EntriesByKind(partition), run));
            }
            return fold.result();
        } catch (UnreadableException e) {
            throw e.reason;
        } catch (RuntimeException e) {
            return unknown.apply("the history could not be indexed: " + e);
        }
    }

    /** Wraps an error from reading a partition, which is no error in the contents of the history. */
    private static final class UnreadableException extends RuntimeException {
        private final RuntimeException reason;

        UnreadableException(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static Optional<History> read(Iterator<History> partitions) {
        try {
            return partitions.hasNext() ? Optional.of(partitions.next()) : Optional.empty();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new UnreadableException(e);
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

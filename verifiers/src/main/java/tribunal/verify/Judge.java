package tribunal.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tribunal.history.Demands;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Model;

/** The judge: history and model in, verdicts out. */
public final class Judge {
    private static final String COVERAGE = "coverage";
    private static final SequencedMap<String, Guarantee> VERIFIERS = verifiers();

    /** The guarantees that are built, in the order in which they are shown. */
    public static final List<String> GUARANTEES = List.copyOf(VERIFIERS.keySet());

    private Judge() {}

    private static SequencedMap<String, Guarantee> verifiers() {
        SequencedMap<String, Guarantee> all = new LinkedHashMap<>();
        all.put("atomicity", new Atomicity());
        all.put("at-least-once", new AtLeastOnce());
        all.put("idempotent-outcomes", new IdempotentOutcomes());
        all.put("order-independence", new OrderIndependence());
        all.put("subscription", new Subscription());
        all.put("no-overlap", new NoOverlap());
        all.put("recovery", new Recovery());
        all.put("amplification", new Amplification());
        all.put(COVERAGE, new Coverage());
        return all;
    }

    /**
     * Judges a run. Demands, limits and seed are those of its {@link RunStarted}; without one, and where a verifier fails
     * itself, the verdict is UNKNOWN with the reason.
     */
    public static Verdicts judge(History history, Model model) {
        return judge(history, model, evidence -> judge(evidence, VERIFIERS), Judge::unknown);
    }

    /**
     * What is said of a run without figures.
     *
     * @param situations how often each combination worth having occurred
     */
    public record Rulings(List<Verdict> guarantees, SortedMap<String, Long> situations) {}

    /**
     * The guarantees alone, for those who judge thousands of histories a second: what {@link #judge(History, Model)} says
     * of them, without counts, latencies and budgets.
     */
    public static Rulings rulings(History history, Model model) {
        return judge(
                history,
                model,
                evidence -> new Rulings(guarantees(evidence, VERIFIERS), Situations.of(evidence)),
                reason -> new Rulings(unknownGuarantees(reason), new TreeMap<>()));
    }

    private static <T> T judge(
            History history, Model model, Function<Evidence, T> judgement, Function<String, T> unknown) {
        Optional<RunStarted> run = history.first(RunStarted.class);
        if (run.isEmpty()) {
            return unknown.apply("the history does not tell with what the run was started: RunStarted is missing");
        }
        try {
            return judgement.apply(Indexer.index(history, model, run.get()));
        } catch (RuntimeException e) {
            return unknown.apply("the history could not be indexed: " + e);
        }
    }

    static Verdicts judge(Evidence evidence, Map<String, Guarantee> verifiers) {
        List<Latency> latencies = Segments.latencies(evidence);
        Demands demands = evidence.run().demands();
        return new Verdicts(
                GUARANTEES.stream().filter(name -> demanded(name, demands)).toList(),
                Counts.of(evidence),
                FaultCounts.met(evidence),
                FaultCounts.decided(evidence),
                FaultCounts.overtaken(evidence),
                Situations.of(evidence),
                guarantees(evidence, verifiers),
                latencies,
                Budgets.judge(evidence, byName(judged(evidence, latencies))),
                FaultWindow.of(evidence),
                Drift.of(evidence),
                Progress.of(evidence),
                OrderWay.of(evidence));
    }

    private static List<Verdict> guarantees(Evidence evidence, Map<String, Guarantee> verifiers) {
        return verifiers.entrySet().stream()
                .map(v -> verdict(v.getKey(), v.getValue(), evidence))
                .toList();
    }

    private static List<Latency> judged(Evidence evidence, List<Latency> all) {
        return evidence.troubles().outages().isEmpty() ? all : Segments.outsideOutages(evidence);
    }

    private static Map<String, Latency> byName(List<Latency> latencies) {
        return latencies.stream().collect(Collectors.toMap(Latency::segment, Function.identity()));
    }

    private static Verdict verdict(String name, Guarantee verifier, Evidence evidence) {
        try {
            return verifier.judge(evidence)
                    .verdict(name, demanded(name, evidence.run().demands()));
        } catch (RuntimeException e) {
            return unknown(name, "its verifier failed: " + e);
        }
    }

    private static boolean demanded(String name, Demands demands) {
        return name.equals(COVERAGE)
                ? !demands.expects().isEmpty()
                : demands.judges().contains(name);
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
        return GUARANTEES.stream().map(name -> unknown(name, reason)).toList();
    }

    private static Verdict unknown(String name, String reason) {
        return new Verdict(name, Ruling.UNKNOWN, reason, new TreeMap<>(), 0, 0, List.of(), reason);
    }
}

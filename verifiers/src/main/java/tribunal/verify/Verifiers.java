package tribunal.verify;

import static tribunal.history.Witness.CHANNEL;
import static tribunal.history.Witness.CLIENT;
import static tribunal.history.Witness.THIRD_PARTIES;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tribunal.history.Requirements;
import tribunal.history.Witness;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.guarantee.amplification.Amplification;
import tribunal.verify.guarantee.atomicity.Atomicity;
import tribunal.verify.guarantee.coverage.Coverage;
import tribunal.verify.guarantee.coverage.FaultCounts;
import tribunal.verify.guarantee.coverage.Situations;
import tribunal.verify.guarantee.delivery.AtLeastOnce;
import tribunal.verify.guarantee.order.OrderIndependence;
import tribunal.verify.guarantee.outcome.IdempotentOutcomes;
import tribunal.verify.guarantee.overlap.NoOverlap;
import tribunal.verify.guarantee.recovery.Recovery;
import tribunal.verify.guarantee.subscription.SubscriptionConsistency;
import tribunal.verify.verdict.Verdict;

/** The guarantees of one run, each judged by its verifier: one that fails is UNKNOWN, and the others go on. */
final class Verifiers implements HistoryFold<Judge.Rulings> {
    private static final String COVERAGE = "coverage";
    private static final SequencedMap<String, Built> BUILT = built();

    /** In the order in which they are shown. */
    static final List<String> GUARANTEES =
            Stream.concat(BUILT.keySet().stream(), Stream.of(COVERAGE)).toList();

    /**
     * How a guarantee is judged.
     *
     * @param witnesses whose evidence its verdict rests on; without one of them it is UNKNOWN. The harness and
     *     the database are not among them: all verdicts rest on both
     */
    private record Built(Function<RunEvidence, Verifier> verifier, Set<Witness> witnesses) {}

    private final FaultCounts faults;
    private final Situations situations;
    private final SilentWitnesses silent;
    private final List<GuardedVerifier> verifiers = new ArrayList<>();

    private static SequencedMap<String, Built> built() {
        SequencedMap<String, Built> built = new LinkedHashMap<>();
        built.put("atomicity", new Built(Atomicity::new, Set.of(CLIENT)));
        built.put("at-least-once", new Built(AtLeastOnce::new, Set.of(CHANNEL)));
        built.put("idempotent-outcomes", new Built(IdempotentOutcomes::new, Set.of(CHANNEL, THIRD_PARTIES)));
        built.put("order-independence", new Built(OrderIndependence::new, Set.of(CLIENT, CHANNEL, THIRD_PARTIES)));
        built.put("subscription", new Built(SubscriptionConsistency::new, Set.of(CLIENT)));
        built.put("no-overlap", new Built(NoOverlap::new, Set.of(CHANNEL)));
        built.put("recovery", new Built(Recovery::new, Set.of(CHANNEL)));
        built.put("amplification", new Built(Amplification::new, Set.of(CHANNEL, THIRD_PARTIES)));
        return built;
    }

    Verifiers(RunEvidence run) {
        faults = new FaultCounts(run);
        situations = new Situations(run);
        silent = new SilentWitnesses(run);
        BUILT.forEach((name, built) -> verifiers.add(
                new GuardedVerifier(name, run.demands(), built.verifier().apply(run))));
        verifiers.add(new GuardedVerifier(COVERAGE, run.demands(), new Coverage(run, faults, situations)));
    }

    static boolean demanded(String name, Requirements demands) {
        return name.equals(COVERAGE)
                ? !demands.expects().isEmpty()
                : demands.judges().contains(name);
    }

    @Override
    public void add(PartitionEvidence part) {
        faults.add(part);
        situations.add(part);
        silent.add(part);
        verifiers.forEach(verifier -> verifier.add(part));
    }

    @Override
    public Judge.Rulings said() {
        return new Judge.Rulings(verifiers.stream().map(this::verdict).toList(), situations.situations());
    }

    /** What rests on a witness that is silent cannot be judged, whatever its verifier found. */
    private Verdict verdict(GuardedVerifier verifier) {
        return silent.among(witnesses(verifier.name))
                .map(reason -> Verdict.unknown(verifier.name, reason))
                .orElseGet(verifier::said);
    }

    /** Coverage counts what any of them saw. */
    private static Set<Witness> witnesses(String guarantee) {
        return Optional.ofNullable(BUILT.get(guarantee))
                .map(Built::witnesses)
                .orElse(Set.of(CLIENT, CHANNEL, THIRD_PARTIES));
    }

    FaultCounts faults() {
        return faults;
    }

    /** One of them. */
    static final class GuardedVerifier implements HistoryFold<Verdict> {
        private final String name;
        private final boolean demanded;
        private final Verifier guarantee;
        private Optional<RuntimeException> failure = Optional.empty();

        GuardedVerifier(String name, Requirements demands, Verifier guarantee) {
            this.name = name;
            this.demanded = demanded(name, demands);
            this.guarantee = guarantee;
        }

        @Override
        public void add(PartitionEvidence part) {
            try {
                if (failure.isEmpty()) {
                    guarantee.judge(part);
                }
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }

        @Override
        public Verdict said() {
            try {
                return failure.map(this::failed)
                        .orElseGet(() -> guarantee.findings().verdict(name, demanded));
            } catch (RuntimeException e) {
                return failed(e);
            }
        }

        private Verdict failed(RuntimeException e) {
            return Verdict.unknown(name, "its verifier failed: " + e);
        }
    }
}

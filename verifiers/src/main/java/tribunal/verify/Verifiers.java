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

/**
 * Runs the verifiers of all guarantees over one run. If a verifier throws, its guarantee is UNKNOWN and the others
 * continue.
 */
final class Verifiers implements HistoryFold<Judge.GuaranteeVerdicts> {
    private static final String COVERAGE = "coverage";
    private static final String COVERAGE_PROMISE =
            "the faults and races that the scenario expects really occurred: a green that proved nothing is not green";

    private static final SequencedMap<String, Definition> DEFINITIONS = definitions();

    /** All guarantees, in the order in which reports show them. */
    static final List<String> GUARANTEES =
            Stream.concat(DEFINITIONS.keySet().stream(), Stream.of(COVERAGE)).toList();

    /**
     * One guarantee. Guarantees are listed here alone; coverage is apart, because its verifier needs all counts.
     *
     * @param promise what the app promises, in one sentence for readers who do not know it
     * @param verifier creates its verifier
     * @param witnesses the witnesses that its verdict needs; it is UNKNOWN if one of them is silent. The harness and
     *     the database are not listed, because every verdict needs both
     */
    private record Definition(String promise, Function<RunEvidence, Verifier> verifier, Set<Witness> witnesses) {}

    private final FaultCounts faults;
    private final Situations situations;
    private final SilentWitnesses silent;
    private final List<GuardedVerifier> verifiers = new ArrayList<>();

    private static SequencedMap<String, Definition> definitions() {
        SequencedMap<String, Definition> definitions = new LinkedHashMap<>();
        definitions.put(
                "atomicity",
                new Definition(
                        "each change of an order and its event are one transaction, and nothing is acknowledged before it is committed",
                        Atomicity::new,
                        Set.of(CLIENT)));
        definitions.put(
                "at-least-once",
                new Definition(
                        "every recorded event reaches every function that must receive it, and nothing is settled that was not worked on",
                        AtLeastOnce::new,
                        Set.of(CHANNEL)));
        definitions.put(
                "idempotent-outcomes",
                new Definition(
                        "however often a delivery is made, each effect happens once, and money, couriers and boards add up",
                        IdempotentOutcomes::new,
                        Set.of(CHANNEL, THIRD_PARTIES)));
        definitions.put(
                "order-independence",
                new Definition(
                        "in any order of events, no order takes an illegal step or ends where it must not",
                        OrderIndependence::new,
                        Set.of(CLIENT, CHANNEL, THIRD_PARTIES)));
        definitions.put(
                "subscription",
                new Definition(
                        "what subscribers see is committed, never goes back, and is the last version in the end",
                        SubscriptionConsistency::new,
                        Set.of(CLIENT)));
        definitions.put(
                "no-overlap",
                new Definition(
                        "nothing is tried again without a recorded cause, and only the newest claim settles a delivery",
                        NoOverlap::new,
                        Set.of(CHANNEL)));
        definitions.put(
                "recovery",
                new Definition(
                        "after an outage the backlog empties in time, and a poisoned event holds up nobody else",
                        Recovery::new,
                        Set.of(CHANNEL)));
        definitions.put(
                "amplification",
                new Definition(
                        "no more events, attempts and requests than faults explain, and retries keep their distance",
                        Amplification::new,
                        Set.of(CHANNEL, THIRD_PARTIES)));
        return definitions;
    }

    Verifiers(RunEvidence run) {
        faults = new FaultCounts(run);
        situations = new Situations(run);
        silent = new SilentWitnesses(run);
        DEFINITIONS.forEach((name, definition) -> verifiers.add(new GuardedVerifier(
                name, run.requirements(), definition.verifier().apply(run))));
        verifiers.add(new GuardedVerifier(COVERAGE, run.requirements(), new Coverage(run, faults, situations)));
    }

    static String promise(String guarantee) {
        Definition definition = DEFINITIONS.get(guarantee);
        if (definition != null) {
            return definition.promise();
        }
        return guarantee.equals(COVERAGE) ? COVERAGE_PROMISE : "";
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
    public Judge.GuaranteeVerdicts result() {
        return new Judge.GuaranteeVerdicts(verifiers.stream().map(this::verdict).toList(), situations.situations());
    }

    /** UNKNOWN if a witness that the guarantee needs is silent, even if its verifier found violations. */
    private Verdict verdict(GuardedVerifier verifier) {
        return silent.among(witnesses(verifier.name))
                .map(reason -> Verdict.unknown(verifier.name, reason))
                .orElseGet(verifier::result);
    }

    /** Coverage needs all witnesses, because it counts what any of them recorded. */
    private static Set<Witness> witnesses(String guarantee) {
        return Optional.ofNullable(DEFINITIONS.get(guarantee))
                .map(Definition::witnesses)
                .orElse(Set.of(CLIENT, CHANNEL, THIRD_PARTIES));
    }

    FaultCounts faults() {
        return faults;
    }

    /** A verifier whose exceptions make its guarantee UNKNOWN. */
    static final class GuardedVerifier implements HistoryFold<Verdict> {
        private final String name;
        private final boolean demanded;
        private final Verifier verifier;
        private Optional<RuntimeException> failure = Optional.empty();

        GuardedVerifier(String name, Requirements demands, Verifier verifier) {
            this.name = name;
            this.demanded = demanded(name, demands);
            this.verifier = verifier;
        }

        @Override
        public void add(PartitionEvidence part) {
            try {
                if (failure.isEmpty()) {
                    verifier.judge(part);
                }
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }

        @Override
        public Verdict result() {
            try {
                return failure.map(this::failed)
                        .orElseGet(() -> verifier.findings().verdict(name, demanded));
            } catch (RuntimeException e) {
                return failed(e);
            }
        }

        private Verdict failed(RuntimeException e) {
            return Verdict.unknown(name, "its verifier failed: " + e);
        }
    }
}

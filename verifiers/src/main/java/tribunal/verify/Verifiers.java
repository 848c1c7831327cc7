package tribunal.verify;

import static tribunal.history.Witness.CHANNEL;
import static tribunal.history.Witness.CLIENT;
import static tribunal.history.Witness.THIRD_PARTIES;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import tribunal.history.Demands;
import tribunal.history.Witness;
import tribunal.verify.evidence.HistoryFold;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.guarantee.amplification.Amplification;
import tribunal.verify.guarantee.atleastonce.AtLeastOnce;
import tribunal.verify.guarantee.atomicity.Atomicity;
import tribunal.verify.guarantee.coverage.Coverage;
import tribunal.verify.guarantee.coverage.FaultCounts;
import tribunal.verify.guarantee.coverage.Situations;
import tribunal.verify.guarantee.idempotence.IdempotentOutcomes;
import tribunal.verify.guarantee.nooverlap.NoOverlap;
import tribunal.verify.guarantee.orderindependence.OrderIndependence;
import tribunal.verify.guarantee.recovery.Recovery;
import tribunal.verify.guarantee.subscription.SubscriptionConsistency;
import tribunal.verify.verdict.Verdict;

/**
 * Runs the verifiers of all guarantees over one run. If a verifier throws, its guarantee is UNKNOWN and the others
 * continue.
 */
final class Verifiers implements HistoryFold<Judge.GuaranteeVerdicts> {
    private static final String COVERAGE = "coverage";

    /** All guarantees, in the order in which reports show them. The judge lists them nowhere else. */
    private static final List<Guarantee> ALL = List.of(
            new Guarantee(
                    "atomicity",
                    "each change of an entity and its event are one transaction, and nothing is acknowledged before it is committed",
                    Set.of(CLIENT),
                    Atomicity::new),
            new Guarantee(
                    "at-least-once",
                    "every recorded event reaches every function that must receive it, and nothing is settled that was not worked on",
                    Set.of(CHANNEL),
                    AtLeastOnce::new),
            new Guarantee(
                    "idempotent-outcomes",
                    "however often a delivery is made, each effect happens once, and accounts, resources and views add up",
                    Set.of(CHANNEL, THIRD_PARTIES),
                    IdempotentOutcomes::new),
            new Guarantee(
                    "order-independence",
                    "in any order of events, no entity takes an illegal step or ends where it must not",
                    Set.of(CLIENT, CHANNEL, THIRD_PARTIES),
                    (run, _, situations) -> new OrderIndependence(run, situations::inversions)),
            new Guarantee(
                    "subscription",
                    "what subscribers see is committed, never goes back, and is the last version in the end",
                    Set.of(CLIENT),
                    SubscriptionConsistency::new),
            new Guarantee(
                    "no-overlap",
                    "nothing is tried again without a recorded cause, only the newest claim settles a delivery, and"
                            + " nodes keep their timeouts and slots",
                    Set.of(CHANNEL),
                    NoOverlap::new),
            new Guarantee(
                    "recovery",
                    "after an outage the backlog empties in time, and a poisoned event holds up nobody else",
                    Set.of(CHANNEL),
                    Recovery::new),
            new Guarantee(
                    "amplification",
                    "no more events, attempts and requests than faults explain, and retries keep their distance",
                    Set.of(CHANNEL, THIRD_PARTIES),
                    Amplification::new),
            new Guarantee(
                    COVERAGE,
                    "the faults and races that the scenario expects really occurred: a green that proved nothing is not green",
                    Set.of(CLIENT, CHANNEL, THIRD_PARTIES),
                    Coverage::new));

    static final List<String> GUARANTEES = ALL.stream().map(Guarantee::name).toList();

    /**
     * One guarantee.
     *
     * @param promise what the app promises, in one sentence for readers who do not know it
     * @param witnesses the witnesses that its verdict needs; it is UNKNOWN if one of them is silent. The harness and
     *     the database are not listed, because every verdict needs both
     */
    private record Guarantee(String name, String promise, Set<Witness> witnesses, VerifierFactory factory) {
        Guarantee(String name, String promise, Set<Witness> witnesses, Function<RunEvidence, Verifier> factory) {
            this(name, promise, witnesses, (run, _, _) -> factory.apply(run));
        }
    }

    /** Creates the verifier of one run, which may read the counts that are kept for it. */
    private interface VerifierFactory {
        Verifier create(RunEvidence run, FaultCounts faults, Situations situations);
    }

    private final FaultCounts faults;
    private final Situations situations;
    private final SilentWitnesses silent;
    private final List<GuardedVerifier> verifiers;

    Verifiers(RunEvidence run) {
        faults = new FaultCounts(run);
        situations = new Situations(run);
        silent = new SilentWitnesses(run);
        verifiers = ALL.stream()
                .map(guarantee -> new GuardedVerifier(
                        guarantee.name(), run.demands(), guarantee.factory().create(run, faults, situations)))
                .toList();
    }

    static String promise(String guarantee) {
        return ALL.stream()
                .filter(g -> g.name().equals(guarantee))
                .map(Guarantee::promise)
                .findFirst()
                .orElse("");
    }

    /** Whether the guarantee must be VALID; coverage must be if the scenario expects anything. */
    static boolean isDemanded(String guarantee, Demands demands) {
        return guarantee.equals(COVERAGE)
                ? !demands.expects().isEmpty()
                : demands.guarantees().contains(guarantee);
    }

    @Override
    public void add(PartitionEvidence partition) {
        faults.add(partition);
        situations.add(partition);
        silent.add(partition);
        verifiers.forEach(verifier -> verifier.add(partition));
    }

    @Override
    public Judge.GuaranteeVerdicts result() {
        return new Judge.GuaranteeVerdicts(
                IntStream.range(0, ALL.size())
                        .mapToObj(n -> verdict(ALL.get(n), verifiers.get(n)))
                        .toList(),
                situations.situations());
    }

    /** UNKNOWN if a witness that the guarantee needs is silent, even if its verifier found violations. */
    private Verdict verdict(Guarantee guarantee, GuardedVerifier verifier) {
        return silent.missingEvidence(guarantee.witnesses())
                .map(reason -> Verdict.unknown(guarantee.name(), reason))
                .orElseGet(verifier::result);
    }

    FaultCounts faults() {
        return faults;
    }

    /** A verifier whose exceptions make its guarantee UNKNOWN. */
    static final class GuardedVerifier implements HistoryFold<Verdict> {
        private final String name;
        private final boolean isDemanded;
        private final Verifier verifier;
        private Optional<RuntimeException> failure = Optional.empty();

        GuardedVerifier(String name, Demands demands, Verifier verifier) {
            this.name = name;
            this.isDemanded = isDemanded(name, demands);
            this.verifier = verifier;
        }

        @Override
        public void add(PartitionEvidence partition) {
            try {
                if (failure.isEmpty()) {
                    verifier.judge(partition);
                }
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }

        @Override
        public Verdict result() {
            try {
                return failure.map(this::failed)
                        .orElseGet(() -> verifier.findings().verdict(name, isDemanded));
            } catch (RuntimeException e) {
                return failed(e);
            }
        }

        private Verdict failed(RuntimeException e) {
            return Verdict.unknown(name, "its verifier failed: " + e);
        }
    }
}

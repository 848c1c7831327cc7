package tribunal.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tribunal.history.Demands;

/** The guarantees of one run, each judged by its verifier: one that fails is UNKNOWN, and the others go on. */
final class Verifiers implements Judgement<Judge.Rulings> {
    private static final String COVERAGE = "coverage";
    private static final SequencedMap<String, Function<RunEvidence, Guarantee>> BUILT = built();

    /** In the order in which they are shown. */
    static final List<String> GUARANTEES =
            Stream.concat(BUILT.keySet().stream(), Stream.of(COVERAGE)).toList();

    private final FaultCounts faults;
    private final Situations situations;
    private final List<Verifier> verifiers = new ArrayList<>();

    private static SequencedMap<String, Function<RunEvidence, Guarantee>> built() {
        SequencedMap<String, Function<RunEvidence, Guarantee>> built = new LinkedHashMap<>();
        built.put("atomicity", Atomicity::new);
        built.put("at-least-once", AtLeastOnce::new);
        built.put("idempotent-outcomes", IdempotentOutcomes::new);
        built.put("order-independence", OrderIndependence::new);
        built.put("subscription", Subscription::new);
        built.put("no-overlap", NoOverlap::new);
        built.put("recovery", Recovery::new);
        built.put("amplification", Amplification::new);
        return built;
    }

    Verifiers(RunEvidence run) {
        faults = new FaultCounts(run);
        situations = new Situations(run);
        BUILT.forEach((name, verifier) -> verifiers.add(new Verifier(name, run.demands(), verifier.apply(run))));
        verifiers.add(new Verifier(COVERAGE, run.demands(), new Coverage(run, faults, situations)));
    }

    static boolean demanded(String name, Demands demands) {
        return name.equals(COVERAGE)
                ? !demands.expects().isEmpty()
                : demands.judges().contains(name);
    }

    @Override
    public void add(Evidence part) {
        faults.add(part);
        situations.add(part);
        verifiers.forEach(verifier -> verifier.add(part));
    }

    @Override
    public Judge.Rulings said() {
        return new Judge.Rulings(verifiers.stream().map(Verifier::said).toList(), situations.situations());
    }

    FaultCounts faults() {
        return faults;
    }

    /** One of them. */
    static final class Verifier implements Judgement<Verdict> {
        private final String name;
        private final boolean demanded;
        private final Guarantee guarantee;
        private Optional<RuntimeException> failure = Optional.empty();

        Verifier(String name, Demands demands, Guarantee guarantee) {
            this.name = name;
            this.demanded = demanded(name, demands);
            this.guarantee = guarantee;
        }

        @Override
        public void add(Evidence part) {
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

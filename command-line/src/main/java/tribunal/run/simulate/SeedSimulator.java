package tribunal.run.simulate;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.run.simulate.BatchResult.Finding;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.Catalogue;
import tribunal.simulation.Shrinker;
import tribunal.simulation.Shrinker.Shrunk;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.SimulationResult;
import tribunal.simulation.decision.SeedInputs;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.time.NoProgressException;
import tribunal.trial.MutationRun;
import tribunal.verify.Judge;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** Simulates seeds of one scenario and has each judged, in this JVM. */
final class SeedSimulator {
    /** One seed in so many is run twice, and must give the same history. */
    private static final long REPEATED = 20;

    private static final long SHRINK_NANOS = 10_000_000_000L;

    /** What the world itself is called where a guarantee is named. */
    static final String WORLD = "simulation";

    private final SeedInputs trials;
    private final AppModel model = Catalogue.model();
    private final JudgeLimits limits = Catalogue.limits();

    private final Optional<Path> differing;

    /** @param differing where both histories of a seed are kept that had two; empty for nowhere */
    SeedSimulator(String scenario, Optional<Defect> defect, Optional<Path> differing) {
        this.differing = differing;
        this.trials = new SeedInputs(new Catalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none()), defect);
    }

    SimulationInput trial(long seed) {
        return trials.of(seed);
    }

    SimulationResult run(SimulationInput trial) throws InterruptedException {
        return SimulatedRun.run(trial, model, limits);
    }

    /** Seeds one after the other. */
    BatchResult tally(long from, int count) throws IOException, InterruptedException {
        BatchResult tally = BatchResult.none();
        for (long seed = from; seed < from + count; seed++) {
            tally = tally.and(one(seed));
        }
        return tally;
    }

    private BatchResult one(long seed) throws IOException, InterruptedException {
        try {
            SimulationInput trial = trial(seed);
            SimulationResult run = run(trial);
            Optional<String> difference = seed % REPEATED == 0 ? difference(seed, run, run(trial)) : Optional.empty();
            return tally(seed, run, difference);
        } catch (NoProgressException | IllegalStateException e) {
            return BatchResult.of(new Finding(seed, WORLD, true, String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> difference(long seed, SimulationResult first, SimulationResult second) throws IOException {
        Optional<String> difference = first.difference(second);
        if (difference.isEmpty()) {
            return difference;
        }
        String kept = kept(seed, "first", first) + " and " + kept(seed, "second", second);
        return difference.map(d -> "seed " + seed + ": " + d + "; both kept in " + kept);
    }

    private String kept(long seed, String which, SimulationResult run) throws IOException {
        Path folder = differing
                .orElseThrow()
                .resolve(trials.scenario().name() + "-" + seed)
                .resolve(which)
                .toAbsolutePath();
        Files.createDirectories(folder);
        HistoryWriter.write(run.history(), folder);
        return folder.toString();
    }

    /** Runs a seed and keeps its history; answers where. */
    String keep(long seed, String which) throws IOException, InterruptedException {
        return kept(seed, which, run(trial(seed)));
    }

    private BatchResult tally(long seed, SimulationResult run, Optional<String> difference) {
        Judge.Rulings rulings = Judge.rulings(run.history(), model);
        ReachedStates probes = ReachedStates.of(run.history());
        SortedMap<String, Long> faults = new TreeMap<>(probes.faults());
        faults.putAll(run.outages());
        SortedMap<String, Long> exercised = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Verdict verdict : rulings.guarantees()) {
            if (verdict.opportunities() > 0) {
                exercised.put(verdict.guarantee(), 1L);
            }
            finding(seed, verdict).ifPresent(findings::add);
        }
        return new BatchResult(
                1,
                probes.interleavings().size(),
                run.history().entries().size(),
                run.nanos(),
                run.handOvers(),
                faults,
                probes.crashPoints(),
                rulings.situations(),
                exercised,
                findings,
                probes.interleavings(),
                seed % REPEATED == 0 ? 1 : 0,
                difference.stream().toList());
    }

    /** That a seed did not exercise a guarantee is no finding: another one does. */
    private static Optional<Finding> finding(long seed, Verdict verdict) {
        if (verdict.ruling() == VerdictStatus.INVALID) {
            String sentence = verdict.violations().getFirst().sentence();
            return Optional.of(new Finding(seed, verdict.guarantee(), true, sentence));
        }
        boolean isVacuous = verdict.opportunities() == 0;
        return verdict.ruling() == VerdictStatus.UNKNOWN && !isVacuous
                ? Optional.of(new Finding(seed, verdict.guarantee(), false, String.valueOf(verdict.reason())))
                : Optional.empty();
    }

    /**
     * How soon a guarantee was seen to be broken.
     *
     * @param seeds how many it took; 0 if it was kept in all of them
     * @param convicted the guarantees that the last of them broke
     */
    record Found(int seeds, List<String> convicted) {}

    /** Seeds one after the other, until that guarantee is broken. */
    Found find(long from, int most, String guarantee) throws InterruptedException {
        for (int n = 0; n < most; n++) {
            List<String> convicted = convicted(run(trial(from + n)).history());
            if (convicted.contains(guarantee)) {
                return new Found(n + 1, convicted);
            }
        }
        return new Found(0, List.of());
    }

    /** Every mutation operator on the histories of these seeds, of each scenario that operators need. */
    MutationRun.Outcome mutate(long from, int count) throws InterruptedException {
        MutationRun mutations = new MutationRun(model);
        for (String scenario : MutationRun.SCENARIOS) {
            SeedInputs its = new SeedInputs(
                    new Catalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none()), Optional.empty());
            for (long seed = from; seed < from + count; seed++) {
                mutations.tryOn(
                        "%s seed %d".formatted(scenario, seed),
                        run(its.of(seed)).history());
            }
        }
        return mutations.outcome();
    }

    /** A fingerprint of a seed's whole history. */
    String digest(long seed) throws InterruptedException {
        return run(trial(seed)).digest();
    }

    /** The smallest story of this seed in which that guarantee is broken; empty if it is not. */
    Optional<Shrunk> shrink(long seed, String guarantee) throws InterruptedException {
        return new Shrinker(model, limits, history -> isBroken(history, guarantee), System.nanoTime() + SHRINK_NANOS)
                .shrink(trial(seed));
    }

    private boolean isBroken(History history, String guarantee) {
        return convicted(history).contains(guarantee);
    }

    private List<String> convicted(History history) {
        return Judge.rulings(history, model).guarantees().stream()
                .filter(v -> v.ruling() == VerdictStatus.INVALID)
                .map(Verdict::guarantee)
                .toList();
    }
}

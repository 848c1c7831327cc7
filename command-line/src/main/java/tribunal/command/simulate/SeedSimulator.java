package tribunal.command.simulate;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.command.simulate.BatchResult.Finding;
import tribunal.history.AppModel;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.Shrinker;
import tribunal.simulation.Shrinker.ShrunkRun;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.SimulationResult;
import tribunal.simulation.decision.SeedInputs;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.time.NoProgressException;
import tribunal.trial.MutationTrial;
import tribunal.verify.Judge;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** Simulates and judges seeds of one scenario, in this JVM. */
final class SeedSimulator {
    /** Every seed divisible by this is run twice, and must give the same history. */
    private static final long REPEAT_EVERY = 20;

    private static final long SHRINK_NANOS = 10_000_000_000L;

    /** The name in place of a guarantee's if a run stops, or a thread of the app ends with an exception. */
    static final String SIMULATION = "simulation";

    private final SeedInputs inputs;
    private final AppModel model;
    private final JudgeLimits limits = JudgeLimits.DEFAULT;

    private final Optional<Path> divergenceFolder;

    /** @param differing folder for both histories of a seed whose two runs differ; empty if no seed is run twice */
    SeedSimulator(String scenario, Optional<Defect> defect, Optional<Path> differing) {
        this.divergenceFolder = differing;
        Scenario read = new ScenarioCatalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none());
        this.inputs = new SeedInputs(read, defect);
        this.model = ScenarioCatalogue.model(read);
    }

    SimulationInput input(long seed) {
        return inputs.of(seed);
    }

    SimulationResult run(SimulationInput input) throws InterruptedException {
        return SimulatedRun.run(input, model, limits);
    }

    /** Runs seeds one after the other, and sums their results. */
    BatchResult runSeeds(long from, int count) throws IOException, InterruptedException {
        BatchResult total = BatchResult.none();
        for (long seed = from; seed < from + count; seed++) {
            total = total.and(runSeed(seed));
        }
        return total;
    }

    private BatchResult runSeed(long seed) throws IOException, InterruptedException {
        try {
            SimulationInput input = input(seed);
            SimulationResult run = run(input);
            Optional<String> difference =
                    seed % REPEAT_EVERY == 0 ? difference(seed, run, run(input)) : Optional.empty();
            return result(seed, run, difference);
        } catch (NoProgressException | IllegalStateException e) {
            return BatchResult.of(new Finding(seed, SIMULATION, true, String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> difference(long seed, SimulationResult first, SimulationResult second) throws IOException {
        Optional<String> difference = first.difference(second);
        if (difference.isEmpty()) {
            return difference;
        }
        String kept = writeHistory(seed, "first", first) + " and " + writeHistory(seed, "second", second);
        return difference.map(d -> "seed " + seed + ": " + d + "; both kept in " + kept);
    }

    private String writeHistory(long seed, String which, SimulationResult run) throws IOException {
        Path folder = divergenceFolder
                .orElseThrow()
                .resolve(inputs.scenario().name() + "-" + seed)
                .resolve(which)
                .toAbsolutePath();
        Files.createDirectories(folder);
        HistoryWriter.write(run.history(), folder);
        return folder.toString();
    }

    /** Runs a seed and writes its history; returns the folder. */
    String keep(long seed, String which) throws IOException, InterruptedException {
        return writeHistory(seed, which, run(input(seed)));
    }

    private BatchResult result(long seed, SimulationResult run, Optional<String> difference) {
        Judge.GuaranteeVerdicts verdicts = Judge.judgeGuarantees(run.history(), model);
        ReachedCoverage reached = ReachedCoverage.of(run.history());
        var faults = new TreeMap<>(reached.faults());
        faults.putAll(run.outages());
        var exercised = new TreeMap<String, Long>();
        verdicts.guarantees().stream()
                .filter(verdict -> verdict.opportunities() > 0)
                .forEach(verdict -> exercised.put(verdict.guarantee(), 1L));
        return new BatchResult(
                1,
                reached.interleavings().size(),
                run.history().entries().size(),
                run.nanos(),
                faults,
                reached.crashPoints(),
                verdicts.situations(),
                exercised,
                findings(seed, run, verdicts.guarantees()),
                reached.interleavings(),
                seed % REPEAT_EVERY == 0 ? 1 : 0,
                difference.stream().toList());
    }

    /** Returns the first error of the run, and what the verdicts show. */
    private static List<Finding> findings(long seed, SimulationResult run, List<Verdict> verdicts) {
        Stream<Finding> errors =
                run.errors().stream().limit(1).map(error -> new Finding(seed, SIMULATION, true, error.toString()));
        return Stream.concat(errors, verdicts.stream().flatMap(verdict -> finding(seed, verdict).stream()))
                .toList();
    }

    /** Returns a finding unless the verdict is valid. An unexercised guarantee is none: another seed exercises it. */
    private static Optional<Finding> finding(long seed, Verdict verdict) {
        if (verdict.status() == VerdictStatus.INVALID) {
            String sentence = verdict.violations().getFirst().sentence();
            return Optional.of(new Finding(seed, verdict.guarantee(), true, sentence));
        }
        boolean isVacuous = verdict.opportunities() == 0;
        return verdict.status() == VerdictStatus.UNKNOWN && !isVacuous
                ? Optional.of(new Finding(seed, verdict.guarantee(), false, String.valueOf(verdict.reason())))
                : Optional.empty();
    }

    /** How many seeds it took to break a guarantee, 0 if all kept it, and the guarantees that the last seed broke. */
    record DefectSearch(int seeds, List<String> convicted) {}

    /** Runs up to {@code most} seeds one after the other, until the guarantee is broken. */
    DefectSearch searchViolation(long from, int most, String guarantee) throws InterruptedException {
        for (int n = 0; n < most; n++) {
            List<String> convicted = convicted(run(input(from + n)).history());
            if (convicted.contains(guarantee)) {
                return new DefectSearch(n + 1, convicted);
            }
        }
        return new DefectSearch(0, List.of());
    }

    /** Applies every mutation operator to the histories of these seeds, in each scenario that operators need. */
    MutationTrial.Outcome mutate(long from, int count) throws InterruptedException {
        MutationTrial mutations = new MutationTrial(model);
        for (String scenario : MutationTrial.SCENARIOS) {
            SeedInputs scenarioInputs = new SeedInputs(
                    new ScenarioCatalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none()), Optional.empty());
            for (long seed = from; seed < from + count; seed++) {
                mutations.tryOn(
                        "%s seed %d".formatted(scenario, seed),
                        run(scenarioInputs.of(seed)).history());
            }
        }
        return mutations.outcome();
    }

    String digest(long seed) throws InterruptedException {
        return run(input(seed)).digest();
    }

    /** Shrinks a seed to the smallest story that breaks the guarantee; empty if the seed does not break it. */
    Optional<ShrunkRun> shrink(long seed, String guarantee) throws InterruptedException {
        return new Shrinker(
                        model,
                        limits,
                        history -> convicted(history).contains(guarantee),
                        System.nanoTime() + SHRINK_NANOS)
                .shrink(input(seed));
    }

    private List<String> convicted(History history) {
        return Judge.judgeGuarantees(history, model).guarantees().stream()
                .filter(v -> v.status() == VerdictStatus.INVALID)
                .map(Verdict::guarantee)
                .toList();
    }
}

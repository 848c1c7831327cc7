package tribunal.run;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.History;
import tribunal.history.Limits;
import tribunal.history.Model;
import tribunal.run.Tally.Finding;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Overrides;
import tribunal.simulation.Shrinker;
import tribunal.simulation.Shrinker.Shrunk;
import tribunal.simulation.Simulated;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.Trial;
import tribunal.simulation.Trials;
import tribunal.simulation.time.StuckException;
import tribunal.trial.Mutations;
import tribunal.verify.Judge;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;

/** Simulates seeds of one scenario and has each judged, in this JVM. */
final class Simulation {
    /** One seed in so many is run twice, and must give the same history. */
    private static final long REPEATED = 20;

    private static final long SHRINK_NANOS = 10_000_000_000L;

    /** What the world itself is called where a guarantee is named. */
    static final String WORLD = "simulation";

    private final Trials trials;
    private final Model model = Catalogue.model();
    private final Limits limits = Catalogue.limits();

    private final Optional<Path> differing;

    /** @param differing where both histories of a seed are kept that had two; empty for nowhere */
    Simulation(String scenario, Optional<Defect> defect, Optional<Path> differing) {
        this.differing = differing;
        this.trials = new Trials(new Catalogue(Judge.GUARANTEES).read(scenario, Overrides.none()), defect);
    }

    Trial trial(long seed) {
        return trials.of(seed);
    }

    Simulated run(Trial trial) throws InterruptedException {
        return SimulatedRun.run(trial, model, limits);
    }

    /** Seeds one after the other. */
    Tally tally(long from, int count) throws IOException, InterruptedException {
        Tally tally = Tally.none();
        for (long seed = from; seed < from + count; seed++) {
            tally = tally.and(one(seed));
        }
        return tally;
    }

    private Tally one(long seed) throws IOException, InterruptedException {
        try {
            Trial trial = trial(seed);
            Simulated run = run(trial);
            Optional<String> difference = seed % REPEATED == 0 ? difference(seed, run, run(trial)) : Optional.empty();
            return tally(seed, run, difference);
        } catch (StuckException | IllegalStateException e) {
            return Tally.of(new Finding(seed, WORLD, true, String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> difference(long seed, Simulated first, Simulated second) throws IOException {
        Optional<String> difference = first.difference(second);
        if (difference.isEmpty()) {
            return difference;
        }
        String kept = kept(seed, "first", first) + " and " + kept(seed, "second", second);
        return difference.map(d -> "seed " + seed + ": " + d + "; both kept in " + kept);
    }

    private String kept(long seed, String which, Simulated run) throws IOException {
        Path folder = differing
                .orElseThrow()
                .resolve(trials.scenario().name() + "-" + seed)
                .resolve(which)
                .toAbsolutePath();
        Files.createDirectories(folder);
        HistoryFiles.write(run.history(), folder);
        return folder.toString();
    }

    /** Runs a seed and keeps its history; answers where. */
    String keep(long seed, String which) throws IOException, InterruptedException {
        return kept(seed, which, run(trial(seed)));
    }

    private Tally tally(long seed, Simulated run, Optional<String> difference) {
        Judge.Rulings rulings = Judge.rulings(run.history(), model);
        Probes probes = Probes.of(run.history());
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
        return new Tally(
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
        if (verdict.ruling() == Ruling.INVALID) {
            String sentence = verdict.violations().getFirst().sentence();
            return Optional.of(new Finding(seed, verdict.guarantee(), true, sentence));
        }
        boolean isVacuous = verdict.opportunities() == 0;
        return verdict.ruling() == Ruling.UNKNOWN && !isVacuous
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
    Mutations.Outcome mutate(long from, int count) throws InterruptedException {
        Mutations mutations = new Mutations(model);
        for (String scenario : Mutations.SCENARIOS) {
            Trials its = new Trials(new Catalogue(Judge.GUARANTEES).read(scenario, Overrides.none()), Optional.empty());
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
                .filter(v -> v.ruling() == Ruling.INVALID)
                .map(Verdict::guarantee)
                .toList();
    }
}

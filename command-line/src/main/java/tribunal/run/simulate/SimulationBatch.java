package tribunal.run.simulate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tribunal.history.file.EntryCodec;
import tribunal.report.SimulationReport;
import tribunal.report.SimulationReport.Broken;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.simulate.BatchResult.Finding;
import tribunal.run.simulate.SimulationWorker.Shrinking;
import tribunal.run.simulate.WorkerProcess.HashCodes;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.Catalogue;
import tribunal.verify.Judge;

/**
 * Many seeds of a scenario in virtual time, on all processors; what fails is shrunk, and its story kept as a run.
 *
 * @param scenario of the catalogue, or a file
 * @param from the first seed
 * @param seeds how many, if no time is given
 * @param time for so long instead
 */
public record SimulationBatch(
        String scenario, long from, long seeds, Optional<Duration> time, Optional<String> defect) {
    /** The folder among the runs with the histories of seeds that had two: {@code swarm-7/first} and {@code second}. */
    static final String DIFFERING = "differing";

    private static final int CHUNK = 10;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;

    /** After so many stories no more are told. */
    private static final int STORIES_MAX = 3;

    /** Of so many failing seeds the one with the smallest story is told, if none before is readable. */
    private static final int SEEDS_TRIED = 3;

    /** A story of so few orders, faults and unusual times is read at a glance. */
    private static final int READABLE = 4;

    /** Beyond so many ways of an order they are not counted apart any more. */
    private static final int WAYS_MAX = 2_000_000;

    private static final long SHOW_EVERY_NANOS = 250_000_000;

    /**
     * Simulates, judges, shrinks, reports.
     *
     * @return the exit code
     * @throws tribunal.scenario.yaml.BadInputException before anything was started
     */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        Scenario script = new Catalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none());
        int processors = Runtime.getRuntime().availableProcessors();
        try (WorkerProcess worker = worker(processors, HashCodes.GLOBAL_RANDOM, environment);
                WorkerProcess other = worker(1, HashCodes.THREAD_LOCAL, environment)) {
            return new Batch(this, environment, script, processors, worker, other).run();
        }
    }

    private WorkerProcess worker(int threads, HashCodes hashCodes, CommandEnvironment environment) {
        return new WorkerProcess(
                threads, hashCodes, scenario, defect, environment.runs().resolve(DIFFERING));
    }

    /** One batch under way. */
    private static final class Batch {
        private final SimulationBatch request;
        private final CommandEnvironment environment;
        private final Scenario script;
        private final int processors;
        private final WorkerProcess worker;
        private final WorkerProcess other;
        private final Set<Long> ways = new HashSet<>();
        private final List<StoryReplay.Replayed> told = new ArrayList<>();
        private final SimulationView view;
        private final long begun = System.nanoTime();
        private BatchResult tally = BatchResult.none();
        private long next;
        private long shown;

        /**
         * @param worker simulates on all processors
         * @param other another JVM, for one seed
         */
        Batch(
                SimulationBatch request,
                CommandEnvironment environment,
                Scenario script,
                int processors,
                WorkerProcess worker,
                WorkerProcess other) {
            this.request = request;
            this.environment = environment;
            this.script = script;
            this.processors = processors;
            this.worker = worker;
            this.other = other;
            this.next = request.from();
            this.view = new SimulationView(environment);
        }

        int run() throws IOException, InterruptedException {
            Optional<String> apart = simulate();
            long took = System.nanoTime() - begun;
            apart.ifPresent(difference -> tally = tally.and(BatchResult.differing(difference)));
            view.close();
            List<Broken> broken = broken();
            SimulationReport report = new SimulationReport(
                    script.name(), request.from(), request.defect(), figures(took), broken, reached());
            report.lines().forEach(environment.out()::println);
            return exit(report);
        }

        /** On all processors, and one seed in the other JVM beside them; the first failure is everybody's. */
        private Optional<String> simulate() throws IOException, InterruptedException {
            try (ExecutorService threads = Executors.newFixedThreadPool(processors + 1)) {
                Future<Optional<String>> apart = threads.submit(this::difference);
                List<Future<?>> shares = new ArrayList<>();
                for (int n = 0; n < processors; n++) {
                    shares.add(threads.submit(() -> {
                        share();
                        return worker;
                    }));
                }
                try {
                    for (Future<?> share : shares) {
                        share.get();
                    }
                    return apart.get();
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
                }
            }
        }

        private void share() throws IOException, InterruptedException {
            for (Optional<String> words = nextWords(); words.isPresent(); words = nextWords()) {
                add(EntryCodec.json().readValue(worker.ask(words.get()), BatchResult.class));
            }
        }

        private synchronized Optional<String> nextWords() {
            long left = request.from() + request.seeds() - next;
            boolean isOver = request.time()
                    .map(time -> System.nanoTime() - begun > time.toNanos())
                    .orElse(left <= 0);
            if (isOver) {
                return Optional.empty();
            }
            long count = request.time().isPresent() ? CHUNK : Math.min(CHUNK, left);
            String words = "run " + next + " " + count;
            next += count;
            return Optional.of(words);
        }

        private synchronized void add(BatchResult more) {
            if (ways.size() < WAYS_MAX) {
                ways.addAll(more.interleavings());
            }
            tally = tally.and(more.withoutWays());
            if (System.nanoTime() - shown > SHOW_EVERY_NANOS) {
                shown = System.nanoTime();
                view.show(tally, shown - begun);
            }
        }

        /** What differs between JVMs (the order of a HashMap) differs in this seed; how, if it does. */
        private Optional<String> difference() throws IOException, InterruptedException {
            String digest = "digest " + request.from();
            if (other.ask(digest).equals(worker.ask(digest))) {
                return Optional.empty();
            }
            return Optional.of("seed %d has different histories in different JVMs: %s, %s"
                    .formatted(request.from(), kept(worker, "jvm-0"), kept(other, "jvm-1")));
        }

        private String kept(WorkerProcess by, String folder) throws IOException, InterruptedException {
            return EntryCodec.json().readValue(by.ask("keep " + request.from() + " " + folder), String.class);
        }

        private Map<String, List<Finding>> byGuarantee() {
            Map<String, List<Finding>> all = new LinkedHashMap<>();
            tally.findings().stream()
                    .filter(Finding::proven)
                    .sorted(Comparator.comparingLong(Finding::seed))
                    .forEach(f -> all.computeIfAbsent(f.guarantee(), _ -> new ArrayList<>())
                            .add(f));
            return all;
        }

        private List<Broken> broken() throws IOException, InterruptedException {
            List<Broken> all = new ArrayList<>();
            for (Map.Entry<String, List<Finding>> one : byGuarantee().entrySet()) {
                Finding first = one.getValue().getFirst();
                all.add(new Broken(
                        one.getKey(), one.getValue().size(), first.seed(), first.sentence(), story(one.getValue())));
            }
            return all;
        }

        /** The smallest story of the first seeds in which it is broken; none if one that is told already shows it. */
        private Optional<SimulationReport.Shrunk> story(List<Finding> findings)
                throws IOException, InterruptedException {
            String guarantee = findings.getFirst().guarantee();
            boolean isTold = told.stream().anyMatch(replayed -> replayed.breaks(guarantee));
            if (isTold || told.size() == STORIES_MAX || guarantee.equals(SeedSimulator.WORLD)) {
                return Optional.empty();
            }
            Optional<Smallest> smallest = Optional.empty();
            for (Finding finding : findings.subList(0, Math.min(SEEDS_TRIED, findings.size()))) {
                if (smallest.map(s -> s.shrinking().size() > READABLE).orElse(true)) {
                    smallest = smaller(smallest, shrunk(finding));
                }
            }
            return smallest.isPresent() ? Optional.of(told(guarantee, smallest.get())) : Optional.empty();
        }

        private record Smallest(long seed, Shrinking shrinking, long took) {}

        private static Optional<Smallest> smaller(Optional<Smallest> one, Smallest other) {
            boolean isSmaller = !other.shrinking().line().isEmpty()
                    && one.map(s -> s.shrinking().size() > other.shrinking().size())
                            .orElse(true);
            return isSmaller ? Optional.of(other) : one;
        }

        private Smallest shrunk(Finding finding) throws IOException, InterruptedException {
            environment.out().println("shrinking seed " + finding.seed() + ", " + finding.guarantee());
            long start = System.nanoTime();
            String answer = worker.ask("shrink " + finding.seed() + " " + finding.guarantee());
            return new Smallest(
                    finding.seed(), EntryCodec.json().readValue(answer, Shrinking.class), System.nanoTime() - start);
        }

        private SimulationReport.Shrunk told(String guarantee, Smallest smallest)
                throws IOException, InterruptedException {
            Shrinking shrinking = smallest.shrinking();
            StoryReplay.Replayed replayed = new StoryReplay(shrinking.line()).record(environment);
            told.add(replayed);
            return new SimulationReport.Shrunk(
                    smallest.seed(),
                    shrinking.line(),
                    shrinking.size(),
                    shrinking.runs(),
                    smallest.took(),
                    shrinking.isMinimal(),
                    replayed.story(guarantee),
                    replayed.directory());
        }

        private SimulationReport.Volume figures(long took) {
            return new SimulationReport.Volume(
                    tally.seeds(), tally.orders(), tally.entries(), tally.nanos(), took, tally.repeated());
        }

        private SimulationReport.Reached reached() {
            return new SimulationReport.Reached(
                    tally.faults(),
                    tally.crashPoints(),
                    tally.situations(),
                    ways.size(),
                    tally.exercised(),
                    tally.findings().stream()
                            .filter(f -> !f.proven())
                            .map(f -> "%s in seed %d: %s".formatted(f.guarantee(), f.seed(), f.sentence()))
                            .toList(),
                    tally.differing(),
                    BatchCoverage.never(script, tally));
        }

        private int exit(SimulationReport report) {
            return report.isBroken() ? BROKEN : report.isUnknown() ? UNKNOWN : 0;
        }
    }
}

package tribunal.command.simulate;

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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tribunal.command.environment.CommandEnvironment;
import tribunal.command.environment.ProgressView;
import tribunal.command.simulate.BatchResult.Finding;
import tribunal.command.simulate.SimulationReport.BrokenGuarantee;
import tribunal.command.simulate.SimulationReport.ShrunkFinding;
import tribunal.command.simulate.SimulationReport.ShrunkViolation;
import tribunal.command.simulate.SimulationWorker.ShrinkResult;
import tribunal.command.simulate.WorkerProcess.HashCodes;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.Judge;

/**
 * Simulates many seeds of a scenario in virtual time, on all processors. It shrinks failures, and keeps their stories
 * as runs.
 *
 * @param scenario name in the catalogue, or a file
 * @param from the first seed
 * @param seeds number of seeds, if no time is given
 * @param time how long to simulate, instead of a number of seeds
 */
public record SimulationBatch(
        String scenario, long from, long seeds, Optional<Duration> time, Optional<String> defect) {
    /** Folder below the runs for seeds with two histories: {@code swarm-7/first} and {@code swarm-7/second}. */
    static final String DIFFERING = "differing";

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int CHUNK = 10;
    private static final int STORIES_MAX = 3;

    /** How many failing seeds are shrunk to find the smallest story, if none before is readable. */
    private static final int SEEDS_TRIED = 3;

    /** Largest size of a readable story: its orders, faults and unusual times together. */
    private static final int READABLE_SIZE = 4;

    /** When this many interleavings are known, no more are counted. */
    private static final int INTERLEAVINGS_MAX = 2_000_000;

    private static final long SHOW_EVERY_NANOS = 250_000_000;

    /** Simulates and judges the seeds, shrinks failures and prints the report; returns the exit code. */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        Scenario parsed = new ScenarioCatalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none());
        try (WorkerProcess worker = worker(PROCESSORS, HashCodes.GLOBAL_RANDOM, environment);
                WorkerProcess other = worker(1, HashCodes.THREAD_LOCAL, environment)) {
            return new Batch(environment, parsed, worker, other).run();
        }
    }

    private WorkerProcess worker(int threads, HashCodes hashCodes, CommandEnvironment environment) {
        return new WorkerProcess(
                threads, hashCodes, scenario, defect, environment.runs().resolve(DIFFERING));
    }

    private final class Batch {
        private final CommandEnvironment environment;
        private final Scenario parsed;
        private final WorkerProcess worker;
        private final WorkerProcess other;
        private final Set<Long> interleavings = new HashSet<>();
        private final List<DecisionReplay.ReplayedRun> replays = new ArrayList<>();
        private final ProgressView view;
        private final long begun = System.nanoTime();
        private BatchResult result = BatchResult.none();
        private long next = from;
        private long shown;

        /**
         * @param worker the JVM that simulates on all processors
         * @param other another JVM, which simulates one seed for comparison
         */
        Batch(CommandEnvironment environment, Scenario parsed, WorkerProcess worker, WorkerProcess other) {
            this.environment = environment;
            this.parsed = parsed;
            this.worker = worker;
            this.other = other;
            this.view = new ProgressView(environment);
        }

        int run() throws IOException, InterruptedException {
            Optional<String> jvmDifference = simulate();
            long took = System.nanoTime() - begun;
            jvmDifference.ifPresent(difference -> result = result.and(BatchResult.differing(difference)));
            view.close();
            SimulationReport report =
                    new SimulationReport(parsed, from, defect, result, interleavings.size(), took, broken());
            environment.print(report.lines());
            return report.exitCode();
        }

        /** Simulates on all processors, and one seed in the other JVM. The first failure ends all work. */
        private Optional<String> simulate() throws IOException, InterruptedException {
            try (var threads = Executors.newFixedThreadPool(PROCESSORS + 1)) {
                Future<Optional<String>> difference = threads.submit(this::difference);
                List<Future<?>> shares = new ArrayList<>();
                for (int n = 0; n < PROCESSORS; n++) {
                    shares.add(threads.submit(() -> {
                        share();
                        return worker;
                    }));
                }
                try {
                    for (Future<?> share : shares) {
                        share.get();
                    }
                    return difference.get();
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
                }
            }
        }

        private void share() throws IOException, InterruptedException {
            for (Optional<String> command = nextCommand(); command.isPresent(); command = nextCommand()) {
                add(worker.ask(command.get(), BatchResult.class));
            }
        }

        private synchronized Optional<String> nextCommand() {
            long left = from + seeds - next;
            boolean isOver =
                    time.map(time -> System.nanoTime() - begun > time.toNanos()).orElse(left <= 0);
            if (isOver) {
                return Optional.empty();
            }
            long count = time.isPresent() ? CHUNK : Math.min(CHUNK, left);
            String command = "run " + next + " " + count;
            next += count;
            return Optional.of(command);
        }

        private synchronized void add(BatchResult more) {
            if (interleavings.size() < INTERLEAVINGS_MAX) {
                interleavings.addAll(more.interleavings());
            }
            result = result.and(more.withoutInterleavings());
            if (System.nanoTime() - shown > SHOW_EVERY_NANOS) {
                shown = System.nanoTime();
                view.show(SimulationReport.progressLine(result, shown - begun), "", shown - begun);
            }
        }

        /** Compares one seed in both JVMs, such as for the order of a HashMap; returns the difference, if any. */
        private Optional<String> difference() throws IOException, InterruptedException {
            String digest = "digest " + from;
            if (other.ask(digest).equals(worker.ask(digest))) {
                return Optional.empty();
            }
            return Optional.of("seed %d has different histories in different JVMs: %s, %s"
                    .formatted(from, kept(worker, "jvm-0"), kept(other, "jvm-1")));
        }

        private String kept(WorkerProcess by, String folder) throws IOException, InterruptedException {
            return by.ask("keep " + from + " " + folder, String.class);
        }

        private Map<String, List<Finding>> byGuarantee() {
            return result.findings().stream()
                    .filter(Finding::proven)
                    .sorted(Comparator.comparingLong(Finding::seed))
                    .collect(Collectors.groupingBy(Finding::guarantee, LinkedHashMap::new, Collectors.toList()));
        }

        private List<BrokenGuarantee> broken() throws IOException, InterruptedException {
            List<BrokenGuarantee> all = new ArrayList<>();
            for (List<Finding> findings : byGuarantee().values()) {
                all.add(new BrokenGuarantee(findings, story(findings)));
            }
            return all;
        }

        /** The smallest story of the first failing seeds; empty if an earlier story already breaks the guarantee. */
        private Optional<ShrunkViolation> story(List<Finding> findings) throws IOException, InterruptedException {
            String guarantee = findings.getFirst().guarantee();
            boolean isShown =
                    replays.stream().anyMatch(replayed -> replayed.broken().contains(guarantee));
            if (isShown || replays.size() == STORIES_MAX || guarantee.equals(SeedSimulator.SIMULATION)) {
                return Optional.empty();
            }
            Optional<ShrunkFinding> smallest = Optional.empty();
            for (Finding finding : findings.subList(0, Math.min(SEEDS_TRIED, findings.size()))) {
                if (smallest.map(s -> s.shrinking().size() > READABLE_SIZE).orElse(true)) {
                    smallest = smaller(smallest, shrunk(finding));
                }
            }
            return smallest.isPresent() ? Optional.of(replay(smallest.get())) : Optional.empty();
        }

        private static Optional<ShrunkFinding> smaller(Optional<ShrunkFinding> best, ShrunkFinding other) {
            boolean isSmaller = !other.shrinking().line().isEmpty()
                    && best.map(s -> s.shrinking().size() > other.shrinking().size())
                            .orElse(true);
            return isSmaller ? Optional.of(other) : best;
        }

        private ShrunkFinding shrunk(Finding finding) throws IOException, InterruptedException {
            environment.print("shrinking seed " + finding.seed() + ", " + finding.guarantee());
            long start = System.nanoTime();
            ShrinkResult shrinking =
                    worker.ask("shrink " + finding.seed() + " " + finding.guarantee(), ShrinkResult.class);
            return new ShrunkFinding(finding.seed(), shrinking, System.nanoTime() - start);
        }

        private ShrunkViolation replay(ShrunkFinding smallest) throws IOException, InterruptedException {
            DecisionReplay.ReplayedRun replayed =
                    new DecisionReplay(smallest.shrinking().line()).replay(environment);
            replays.add(replayed);
            return new ShrunkViolation(smallest, replayed);
        }
    }
}

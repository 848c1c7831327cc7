package tribunal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import tribunal.history.Codec;
import tribunal.report.SimulationReport;
import tribunal.report.SimulationReport.Broken;
import tribunal.run.SimulationWorker.Shrinking;
import tribunal.run.Tally.Finding;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Overrides;
import tribunal.scenario.Scenario;
import tribunal.verify.Judge;

/**
 * Many seeds of a scenario in virtual time, on all processors; what fails is shrunk, and its story kept as a run.
 *
 * @param scenario of the catalogue, or a file
 * @param from the first seed
 * @param seeds how many, if no time is given
 * @param time for so long instead
 */
public record Simulating(String scenario, long from, long seeds, Optional<Duration> time, Optional<String> defect) {
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
     * @throws tribunal.scenario.BadInput before anything was started
     */
    public int run(Environment environment) throws IOException, InterruptedException {
        Scenario script = new Catalogue(Judge.GUARANTEES).read(scenario, Overrides.none());
        int processors = Runtime.getRuntime().availableProcessors();
        List<WorkerProcess> workers = new ArrayList<>();
        try {
            for (int n = 0; n < processors; n++) {
                workers.add(new WorkerProcess(
                        n, scenario, defect, environment.runs().resolve(DIFFERING)));
            }
            return new Batch(this, environment, script, workers).run();
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    /** One batch under way. */
    private static final class Batch {
        private final Simulating request;
        private final Environment environment;
        private final Scenario script;
        private final List<WorkerProcess> workers;
        private final Set<Long> ways = new HashSet<>();
        private final List<Replaying.Replayed> told = new ArrayList<>();
        private final SimulationView view;
        private final long begun = System.nanoTime();
        private Tally tally = Tally.none();
        private long next;
        private long shown;

        Batch(Simulating request, Environment environment, Scenario script, List<WorkerProcess> workers) {
            this.request = request;
            this.environment = environment;
            this.script = script;
            this.workers = workers;
            this.next = request.from();
            this.view = new SimulationView(environment);
        }

        int run() throws IOException, InterruptedException {
            all(this::simulate);
            long took = System.nanoTime() - begun;
            Optional<String> apart = sameInAllWorkers();
            apart.ifPresent(difference -> tally = tally.and(Tally.differing(difference)));
            view.close();
            List<Broken> broken = broken();
            SimulationReport report = new SimulationReport(
                    script.name(), request.from(), request.defect(), figures(took), broken, reached());
            report.lines().forEach(environment.out()::println);
            return exit(report);
        }

        private interface Share {
            void of(WorkerProcess worker) throws IOException;
        }

        /** Each worker's share on a thread of its own; the first failure is everybody's. */
        private void all(Share share) throws InterruptedException {
            try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
                List<Future<?>> shares = new ArrayList<>();
                workers.forEach(worker -> shares.add(threads.submit(() -> {
                    share.of(worker);
                    return worker;
                })));
                for (Future<?> one : shares) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw new UncheckedIOException(new IOException(e.getCause()));
            }
        }

        private void simulate(WorkerProcess worker) throws IOException {
            for (Optional<String> words = nextWords(); words.isPresent(); words = nextWords()) {
                add(Codec.json().readValue(worker.ask(words.get()), Tally.class));
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

        private synchronized void add(Tally more) {
            if (ways.size() < WAYS_MAX) {
                ways.addAll(more.interleavings());
            }
            tally = tally.and(more.withoutWays());
            if (System.nanoTime() - shown > SHOW_EVERY_NANOS) {
                shown = System.nanoTime();
                view.show(tally, shown - begun);
            }
        }

        /** One seed in every worker: what differs between JVMs (the order of a HashMap) differs here. */
        private Optional<String> sameInAllWorkers() throws IOException {
            Set<String> digests = new HashSet<>();
            for (WorkerProcess worker : workers) {
                digests.add(worker.ask("digest " + request.from()));
            }
            if (digests.size() == 1) {
                return Optional.empty();
            }
            List<String> kept = new ArrayList<>();
            for (int n = 0; n < workers.size(); n++) {
                kept.add(workers.get(n).ask("keep " + request.from() + " jvm-" + n));
            }
            return Optional.of("seed %d has different histories in different JVMs: %s"
                    .formatted(request.from(), String.join(", ", kept)));
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
            if (isTold || told.size() == STORIES_MAX || guarantee.equals(Simulation.WORLD)) {
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

        private record Smallest(Shrinking shrinking, long took) {}

        private static Optional<Smallest> smaller(Optional<Smallest> one, Smallest other) {
            boolean isSmaller = !other.shrinking().line().isEmpty()
                    && one.map(s -> s.shrinking().size() > other.shrinking().size())
                            .orElse(true);
            return isSmaller ? Optional.of(other) : one;
        }

        private Smallest shrunk(Finding finding) throws IOException {
            environment.out().println("shrinking seed " + finding.seed() + ", " + finding.guarantee());
            long start = System.nanoTime();
            String answer = workers.getFirst().ask("shrink " + finding.seed() + " " + finding.guarantee());
            return new Smallest(Codec.json().readValue(answer, Shrinking.class), System.nanoTime() - start);
        }

        private SimulationReport.Shrunk told(String guarantee, Smallest smallest)
                throws IOException, InterruptedException {
            Shrinking shrinking = smallest.shrinking();
            Replaying.Replayed replayed = new Replaying(shrinking.line()).record(environment);
            told.add(replayed);
            return new SimulationReport.Shrunk(
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
                    Expected.never(script, tally));
        }

        private int exit(SimulationReport report) {
            return report.isBroken() ? BROKEN : report.isUnknown() ? UNKNOWN : 0;
        }
    }
}

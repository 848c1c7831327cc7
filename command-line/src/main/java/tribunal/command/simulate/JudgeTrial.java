package tribunal.command.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tribunal.command.environment.CommandEnvironment;
import tribunal.command.simulate.BatchResult.Finding;
import tribunal.command.simulate.SeedSimulator.DefectSearch;
import tribunal.command.simulate.SimulationWorker.ShrinkResult;
import tribunal.command.simulate.WorkerProcess.HashCodes;
import tribunal.trial.DefectExpectation;
import tribunal.trial.KillMatrix;
import tribunal.trial.KillMatrix.DefectResult;
import tribunal.trial.KillMatrix.SoundAppResult;
import tribunal.trial.MutationTrial;

/**
 * Tests the judge in simulation: with every mutation operator, every defect, and the sound app.
 *
 * @param full true to seek each defect from 20 starts and find its smallest story; false for one start
 * @param page file for the matrix as a page; empty for none
 */
public record JudgeTrial(boolean full, Optional<Path> page) {
    private static final int STARTS = 20;
    private static final int RECORDINGS = 40;
    private static final int RECORDINGS_QUICK = 12;
    private static final int SHARES = 4;
    private static final int SOUND = 200;
    private static final int SOUND_QUICK = 40;

    /** Distance between the first seeds of two starts; more than any search uses. */
    private static final long SEED_SPACING = 1_000;

    private static final int SEEDS_MAX = 300;

    /** Exit code if the judge missed something, a fault of Tribunal; 1 would mean that an app broke a guarantee. */
    private static final int SURVIVED = 70;

    /** Prints the matrix and everything that the judge missed; returns 0 if the judge has passed, else 70. */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        Path differing = environment.runs().resolve(SimulationBatch.DIFFERING);
        try (WorkerProcess worker = new WorkerProcess(
                processors, HashCodes.GLOBAL_RANDOM, KillMatrix.SOUND_APP_SCENARIO, Optional.empty(), differing)) {
            KillMatrix matrix = new WorkerQueue(worker, processors).matrix(full);
            environment.print(matrix.lines());
            if (page.isPresent()) {
                Files.writeString(page.get(), matrix.page());
            }
            return verdict(matrix, environment);
        }
    }

    private static int verdict(KillMatrix matrix, CommandEnvironment environment) {
        List<String> survivors = matrix.survivors();
        survivors.forEach(survivor -> environment.print("SURVIVED " + survivor));
        environment.print(
                survivors.isEmpty()
                        ? "the judge has passed: %d lies, %d defects, no false alarm"
                                .formatted(
                                        matrix.operators().tried().size(),
                                        matrix.defects().size())
                        : "the judge has failed");
        return survivors.isEmpty() ? 0 : SURVIVED;
    }

    /** Sends commands to the worker, as many at a time as there are processors. */
    private record WorkerQueue(WorkerProcess worker, int processors) {
        KillMatrix matrix(boolean full) throws InterruptedException {
            int recordings = full ? RECORDINGS : RECORDINGS_QUICK;
            int sound = full ? SOUND : SOUND_QUICK;
            try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
                List<Future<MutationTrial.Outcome>> operators =
                        submit(threads, "mutate", recordings, MutationTrial.Outcome.class);
                List<Future<BatchResult>> results = submit(threads, "run", sound, BatchResult.class);
                List<Future<DefectResult>> defects = new ArrayList<>();
                for (DefectExpectation expectation : DefectExpectation.ALL) {
                    defects.add(threads.submit(() -> search(expectation, full)));
                }
                return new KillMatrix(
                        all(operators).stream()
                                .reduce(MutationTrial.Outcome::and)
                                .orElseThrow(),
                        all(defects),
                        sound(all(results).stream().reduce(BatchResult.none(), BatchResult::and)));
            }
        }

        private static <T> List<T> all(List<Future<T>> futures) throws InterruptedException {
            List<T> results = new ArrayList<>();
            try {
                for (Future<T> future : futures) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                throw new UncheckedIOException(new IOException(e.getCause()));
            }
            return results;
        }

        /** Sends a command for the first seeds, in {@value #SHARES} equal shares. */
        private <T> List<Future<T>> submit(ExecutorService threads, String command, int seeds, Class<T> answer) {
            int share = seeds / SHARES;
            return IntStream.range(0, SHARES)
                    .mapToObj(n -> "%s %d %d".formatted(command, 1 + n * share, share))
                    .map(line -> threads.submit(() -> worker.ask(line, answer)))
                    .toList();
        }

        private static SoundAppResult sound(BatchResult result) {
            return new SoundAppResult(
                    result.seeds(),
                    result.orders(),
                    result.faults(),
                    result.findings().stream()
                            .filter(Finding::proven)
                            .map(Finding::text)
                            .toList());
        }

        private DefectResult search(DefectExpectation expectation, boolean full)
                throws IOException, InterruptedException {
            String target = "%s %s %s".formatted(expectation.defect(), expectation.scenario(), expectation.guarantee());
            List<Integer> seeds = new ArrayList<>();
            TreeSet<String> others = new TreeSet<>();
            for (int start = 0; start < (full ? STARTS : 1); start++) {
                DefectSearch found = worker.ask(
                        "find %s %d %d".formatted(target, 1 + start * SEED_SPACING, SEEDS_MAX), DefectSearch.class);
                seeds.add(found.seeds());
                others.addAll(found.convicted());
            }
            others.remove(expectation.guarantee());
            int first = seeds.getFirst();
            int story = full && first > 0
                    ? worker.ask("shrink-defect %s %d".formatted(target, first), ShrinkResult.class)
                            .size()
                    : 0;
            return new DefectResult(expectation, seeds, others, story);
        }
    }
}

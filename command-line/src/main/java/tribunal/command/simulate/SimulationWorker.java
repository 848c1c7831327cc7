package tribunal.command.simulate;

import foodcourt.defect.Defects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import tribunal.history.file.EntryCodec;
import tribunal.simulation.replay.ReplayLine;

/**
 * A JVM that simulates on command. It reads numbered commands, one a line, from standard input, works on several at a
 * time, and answers each with a line of the same number. It ends when its input ends, as it does when its parent dies.
 */
public final class SimulationWorker {
    /** Prefix of the answer to a failed command; the reason follows. */
    static final String FAILED = "failed: ";

    private final int threads;
    private final SeedSimulator simulation;
    private final String scenario;
    private final PrintStream out;

    /**
     * The result of shrinking.
     *
     * @param line the replay line; empty if the seed does not fail
     * @param size the number of faults, orders and unusual times in the story
     * @param runs the number of runs that shrinking took
     * @param isMinimal whether shrinking ended before its time was up
     */
    record ShrinkResult(String line, int size, int runs, boolean isMinimal) {}

    /**
     * @param threads number of commands worked on at a time
     * @param differing folder for both histories of a seed that had two
     */
    public SimulationWorker(int threads, String scenario, Optional<String> defect, Path differing, PrintStream out) {
        this.threads = threads;
        this.simulation = new SeedSimulator(scenario, defect.flatMap(Defects::named), Optional.of(differing));
        this.scenario = scenario;
        this.out = out;
    }

    /** Works until the input ends; commands in progress are then abandoned. */
    public void work() throws IOException {
        var workers = Executors.newFixedThreadPool(threads);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            workers.execute(() -> {
                out.println(words[0] + " " + answerText(Arrays.copyOfRange(words, 1, words.length)));
                out.flush();
            });
        }
        workers.shutdownNow();
    }

    private String answerText(String[] words) {
        try {
            return EntryCodec.json().writeValueAsString(answer(words));
        } catch (Throwable e) {
            // Errors too: without an answer the parent would wait forever.
            return FAILED + e;
        }
    }

    private Object answer(String[] word) throws IOException, InterruptedException {
        return switch (word[0]) {
            case "run" -> simulation.runSeeds(Long.parseLong(word[1]), Integer.parseInt(word[2]));
            case "digest" -> simulation.digest(Long.parseLong(word[1]));
            case "keep" -> simulation.keep(Long.parseLong(word[1]), word[2]);
            case "shrink" -> shrink(simulation, scenario, Long.parseLong(word[1]), word[2]);
            case "mutate" -> simulation.mutate(Long.parseLong(word[1]), Integer.parseInt(word[2]));
            case "find" -> defective(word).searchViolation(Long.parseLong(word[4]), Integer.parseInt(word[5]), word[3]);
            case "shrink-defect" -> shrink(defective(word), word[2], Long.parseLong(word[4]), word[3]);
            default -> throw new IllegalArgumentException("unknown word: " + String.join(" ", word));
        };
    }

    /** A simulator for the defect {@code word[1]} in the scenario {@code word[2]}. */
    private static SeedSimulator defective(String[] word) {
        return new SeedSimulator(word[2], Defects.named(word[1]), Optional.empty());
    }

    private static ShrinkResult shrink(SeedSimulator simulation, String scenario, long seed, String guarantee)
            throws InterruptedException {
        return simulation
                .shrink(seed, guarantee)
                .map(shrunk -> new ShrinkResult(
                        ReplayLine.of(shrunk.input(), scenario), shrunk.size(), shrunk.runs(), shrunk.isMinimal()))
                .orElseGet(() -> new ShrinkResult("", 0, 0, false));
    }
}

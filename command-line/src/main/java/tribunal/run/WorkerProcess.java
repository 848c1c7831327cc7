package tribunal.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A worker's process, as its parent sees it. One carrier thread is enough for simulated threads, and fastest; abandoned
 * ones are to be forgotten. Its input ends with this JVM, so it never outlives it.
 */
final class WorkerProcess implements AutoCloseable {
    private static final int END_SECONDS = 5;

    /** Two of HotSpot's ways to make identity hash codes. */
    private static final int GLOBAL_RANDOM = 0;

    private static final int THREAD_LOCAL = 5;

    private final Process process;
    private final BufferedWriter words;
    private final BufferedReader answers;

    /**
     * @param number which worker it is: neighbours make identity hash codes in different ways, so that what depends on them differs
     * @param differing where it keeps both histories of a seed that had two
     */
    WorkerProcess(int number, String scenario, Optional<String> defect, Path differing) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-Djdk.trackAllThreads=false",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=" + (number % 2 == 0 ? GLOBAL_RANDOM : THREAD_LOCAL),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "tribunal.cli.Main",
                "simulation-worker",
                "--scenario",
                scenario,
                "--differing",
                differing.toString()));
        defect.ifPresent(name -> command.addAll(List.of("--defect", name)));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Tells it a line and waits for its answer, as JSON. */
    synchronized String ask(String line) throws IOException {
        words.write(line);
        words.newLine();
        words.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("a simulation worker ended at \"" + line + "\"");
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            words.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

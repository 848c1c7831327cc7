package tribunal.run.simulate;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A worker's process, as its parent sees it. It works on as many questions at a time as it has threads, each with a carrier
 * for its simulated threads: what one has made the JIT compile serves the others. Its input ends with this JVM, so it never
 * outlives it.
 */
final class WorkerProcess implements AutoCloseable {
    private static final int END_SECONDS = 5;
    private static final int MEGABYTES = 256;

    /** Ways of HotSpot to make identity hash codes: what depends on them differs between workers that differ in it. */
    enum HashCodes {
        GLOBAL_RANDOM(0),
        THREAD_LOCAL(5);

        private final int option;

        HashCodes(int option) {
            this.option = option;
        }
    }

    private final Process process;
    private final BufferedWriter words;
    private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private long questions;
    private volatile boolean isOver;

    /** @param differing where it keeps both histories of a seed that had two */
    WorkerProcess(int threads, HashCodes hashCodes, String scenario, Optional<String> defect, Path differing) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + MEGABYTES + "m",
                "-Xmx" + MEGABYTES * (threads + 1) + "m",
                threads == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "-Djdk.virtualThreadScheduler.parallelism=" + threads,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + threads,
                "-Djdk.trackAllThreads=false",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=" + hashCodes.option,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "tribunal.cli.Main",
                "simulation-worker",
                "--threads",
                String.valueOf(threads),
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
        Thread.ofPlatform().daemon().name("answers of a simulation worker").start(this::listen);
    }

    /** Until its output ends, as it does with the process. */
    private void listen() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                int space = line.indexOf(' ');
                String answer = line.substring(space + 1);
                Optional.ofNullable(asked.remove(Long.parseLong(line.substring(0, space))))
                        .ifPresent(waiting -> answered(waiting, answer));
            }
        } catch (IOException e) {
            // It can be read no further: no more answers will come.
        }
        isOver = true;
        asked.values().forEach(WorkerProcess::ended);
    }

    private static void answered(CompletableFuture<String> waiting, String answer) {
        if (answer.startsWith(SimulationWorker.FAILED)) {
            waiting.completeExceptionally(new IOException(answer.substring(SimulationWorker.FAILED.length())));
        } else {
            waiting.complete(answer);
        }
    }

    private static void ended(CompletableFuture<String> answer) {
        answer.completeExceptionally(new IOException("it ended"));
    }

    /** Tells it a line and waits for its answer, as JSON; others may ask meanwhile. */
    String ask(String line) throws IOException, InterruptedException {
        try {
            return send(line).get();
        } catch (ExecutionException e) {
            Throwable why = Objects.requireNonNull(e.getCause());
            throw new IOException("a simulation worker could not do \"%s\": %s".formatted(line, why.getMessage()), why);
        }
    }

    private synchronized CompletableFuture<String> send(String line) throws IOException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(++questions, answer);
        words.write(questions + " " + line);
        words.newLine();
        words.flush();
        if (isOver) {
            ended(answer);
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

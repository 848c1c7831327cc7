package tribunal.command.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
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
import tribunal.history.file.EntryCodec;

/**
 * The parent's side of a {@link SimulationWorker} process. The process works on one command per thread, each with a
 * carrier thread for its simulated threads. All commands share the code that the JIT has compiled. The process's input
 * ends with this JVM, so it never outlives it.
 */
final class WorkerProcess implements AutoCloseable {
    private static final int END_SECONDS = 5;
    private static final int MEGABYTES = 256;

    /** HotSpot's methods for identity hash codes. Workers with different methods reveal code that depends on them. */
    enum HashCodes {
        GLOBAL_RANDOM(0),
        THREAD_LOCAL(5);

        private final int option;

        HashCodes(int option) {
            this.option = option;
        }
    }

    private final Process process;
    private final BufferedWriter commands;
    private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private long questions;
    private volatile boolean isOver;

    /** @param differing folder for both histories of a seed that had two */
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
                "-Dstdout.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "tribunal.cli.Main", "simulation-worker"));
        command.addAll(List.of("--threads", String.valueOf(threads), "--scenario", scenario));
        command.addAll(List.of("--differing", differing.toString()));
        defect.ifPresent(name -> command.addAll(List.of("--defect", name)));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("answers of a simulation worker").start(this::listen);
    }

    /** Reads answers until the process's output ends. */
    private void listen() {
        try (var answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                int space = line.indexOf(' ');
                String answer = line.substring(space + 1);
                Optional.ofNullable(asked.remove(Long.parseLong(line.substring(0, space))))
                        .ifPresent(waiting -> answered(waiting, answer));
            }
        } catch (IOException e) {
            // The output cannot be read: no more answers will come.
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

    /** Sends a command and waits for its answer, as JSON. Other threads may call this meanwhile. */
    String ask(String line) throws IOException, InterruptedException {
        try {
            return send(line).get();
        } catch (ExecutionException e) {
            Throwable why = Objects.requireNonNull(e.getCause());
            throw new IOException("a simulation worker could not do \"%s\": %s".formatted(line, why.getMessage()), why);
        }
    }

    <T> T ask(String line, Class<T> answer) throws IOException, InterruptedException {
        return EntryCodec.json().readValue(ask(line), answer);
    }

    private synchronized CompletableFuture<String> send(String line) throws IOException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(++questions, answer);
        commands.write(questions + " " + line);
        commands.newLine();
        commands.flush();
        if (isOver) {
            ended(answer);
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            commands.close();
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

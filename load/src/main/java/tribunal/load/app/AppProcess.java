package tribunal.load.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.ProcessReaper;

/**
 * One node of the app: a child JVM that runs the app's own main class. It starts only after the process reaper knows
 * its pid, and the reaper kills it if the harness dies.
 */
public final class AppProcess implements AutoCloseable {
    /** If a signal ended a process, its exit code is this plus the signal's number. */
    private static final int SIGNAL_EXIT_BASE = 128;

    private static final long RECORDING_SECONDS_MAX = 60;
    private static final long STOP_SECONDS_MAX = 10;
    private static final Duration START_BOUND = Duration.ofSeconds(90);

    /** The child blocks on its first input line, so that the reaper knows its pid before it does anything. */
    private static final List<String> WAIT_FOR_LINE = List.of("sh", "-c", "read -r word && exec \"$@\"", "app");

    private static final List<String> JVM_FLAGS = List.of(
            "-Xms256m",
            "-Xmx768m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            // A run lasts a minute: the threads of a better compiler or collector would cost more than they gain.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dreactor.bufferSize.small=16",
            // All addresses are 127.0.0.1, even if the user's environment prefers IPv6.
            "-Djava.net.preferIPv6Addresses=false",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Writer input;
    private final ProcessReaper reaper;
    private final Start start;

    private AppProcess(Process process, ProcessReaper reaper, Start start) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reaper = reaper;
        this.start = start;
    }

    /**
     * The parameters of a node's start.
     *
     * @param properties passed on the command line as {@code --name=value}
     * @param environment secrets, which other local users could read on a command line
     * @param chaosMonkey the Chaos Monkey inside this node
     */
    public record Start(
            Distribution distribution,
            int port,
            Map<String, String> properties,
            Map<String, String> environment,
            Optional<ChaosMonkeyClient> chaosMonkey,
            Path log) {
        private String classPath() {
            return chaosMonkey.isPresent()
                    ? distribution.classPath("app", "faults", "chaos")
                    : distribution.classPath("app", "faults");
        }

        private Map<String, String> allProperties() {
            Map<String, String> all = new LinkedHashMap<>(properties);
            chaosMonkey.map(ChaosMonkeyClient::properties).ifPresent(all::putAll);
            return all;
        }

        /** The path of the health check on the app's port. With Chaos Monkey, the actuator has another port. */
        private String health() {
            return chaosMonkey.isPresent() ? "/readyz" : "/actuator/health";
        }
    }

    /** Starts a node; it is not ready yet. */
    public static AppProcess start(Start start, ProcessReaper reaper) {
        List<String> command = new ArrayList<>(WAIT_FOR_LINE);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(start.distribution().aotFlags());
        command.addAll(List.of("-cp", start.classPath(), "foodcourt.app.Application"));
        command.add("--server.port=" + start.port());
        start.allProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(start.log().toFile()));
            builder.environment().putAll(start.environment());
            Process process = builder.start();
            reaper.registerProcess(process.pid());
            AppProcess app = new AppProcess(process, reaper, start);
            app.sendLine("go");
            return app;
        } catch (IOException e) {
            throw new LoadFailureException("the app did not start: " + e.getMessage(), e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + start.port());
    }

    /**
     * Waits until the node answers its health check. Fails if it exits or takes too long; the message names its log.
     */
    public void awaitReady() throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(uri().resolve(start.health()))
                .timeout(Duration.ofSeconds(2))
                .build();
        long bound = System.nanoTime() + START_BOUND.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, health)) {
                if (!process.isAlive()) {
                    throw new LoadFailureException(
                            "the app ended before it was ready, exit " + process.exitValue() + ": see " + start.log());
                }
                if (System.nanoTime() > bound) {
                    throw new LoadFailureException(
                            "the app was not ready within " + START_BOUND.toSeconds() + " s: see " + start.log());
                }
                Thread.sleep(25);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest health) throws InterruptedException {
        try {
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    Start parameters() {
        return start;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** How the process ended; only after it has ended. */
    String ending() {
        int exit = process.exitValue();
        return exit > SIGNAL_EXIT_BASE ? "killed by signal " + (exit - SIGNAL_EXIT_BASE) : "exit " + exit;
    }

    /** Writes one line to the standard input of the process, which the fault injector reads. */
    void sendLine(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the app has ended", e);
        }
    }

    /** Asks the process to end (SIGTERM), waits at most {@value #STOP_SECONDS_MAX} seconds, and kills it otherwise. */
    void stop() {
        end(STOP_SECONDS_MAX);
        kill();
    }

    private void end(long seconds) {
        process.destroy();
        process.onExit().completeOnTimeout(process, seconds, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (Distribution.isRecording()) {
            end(RECORDING_SECONDS_MAX);
        }
        kill();
    }

    /** Kills the process (SIGKILL) and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        reaper.unregister(process.pid());
    }
}

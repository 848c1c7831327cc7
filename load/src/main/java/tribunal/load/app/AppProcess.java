package tribunal.load.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.ProcessReaper;

/**
 * One node of the app: a child JVM that runs the app's own main class. It waits until the guardian knows of it; when we
 * die, the guardian kills it.
 */
public final class AppProcess implements AutoCloseable {
    /** A process that a signal ended has this plus the signal as its exit code. */
    private static final int SIGNALS = 128;

    private static final Duration START_BOUND = Duration.ofSeconds(90);

    /** The child blocks on its first input line, so that the guardian is told its number before it does anything. */
    private static final List<String> WAIT_FOR_WORD = List.of("sh", "-c", "read -r word && exec \"$@\"", "app");

    private static final List<String> JVM_FLAGS = List.of(
            "-Xms256m",
            "-Xmx768m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            // A run lasts a minute: what a better compiler or collector would gain, its own threads would use up first.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dreactor.bufferSize.small=16",
            // Everything here talks to 127.0.0.1, whatever the user's environment prefers.
            "-Djava.net.preferIPv6Addresses=false",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Writer input;
    private final ProcessReaper guardian;
    private final int port;
    private final String health;

    private AppProcess(Process process, ProcessReaper guardian, Start start) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.guardian = guardian;
        this.port = start.port();
        this.health = start.health();
    }

    /**
     * What a node is started with.
     *
     * @param properties go on the command line as {@code --name=value}
     * @param environment what others on this machine must not read there
     * @param monkey that is to live in it
     */
    public record Start(
            Distribution distribution,
            int port,
            Map<String, String> properties,
            Map<String, String> environment,
            Optional<ChaosMonkeyClient> monkey,
            Path log) {
        /** Without environment or monkey. */
        public Start(Distribution distribution, int port, Map<String, String> properties, Path log) {
            this(distribution, port, properties, Map.of(), Optional.empty(), log);
        }

        private String classPath() {
            return monkey.isPresent() ? distribution.chaosClassPath() : distribution.appClassPath();
        }

        private Map<String, String> allProperties() {
            Map<String, String> all = new LinkedHashMap<>(properties);
            monkey.map(ChaosMonkeyClient::properties).ifPresent(all::putAll);
            return all;
        }

        /** With a monkey, the actuator has a port of its own. */
        private String health() {
            return monkey.isPresent() ? "/readyz" : "/actuator/health";
        }
    }

    /** Starts it; it is not ready yet. */
    public static AppProcess start(Start start, ProcessReaper guardian) {
        List<String> command = new ArrayList<>(WAIT_FOR_WORD);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(AotCache.flags(start.distribution()));
        command.addAll(List.of("-cp", start.classPath(), "foodcourt.app.Application"));
        command.add("--server.port=" + start.port());
        start.allProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(start.log().toFile());
            builder.environment().putAll(start.environment());
            Process process = builder.start();
            guardian.process(process.pid());
            AppProcess app = new AppProcess(process, guardian, start);
            app.tell("go");
            return app;
        } catch (IOException e) {
            throw new LoadFailureException("the app did not start: " + e.getMessage(), e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Waits until it answers its health check.
     *
     * @throws LoadFailureException if it exits or takes too long; the message names its log
     */
    public void awaitReady(Path log) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(uri().resolve(this.health))
                .timeout(Duration.ofSeconds(2))
                .build();
        long bound = System.nanoTime() + START_BOUND.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, health)) {
                if (!process.isAlive()) {
                    throw new LoadFailureException(
                            "the app ended before it was ready, exit " + process.exitValue() + ": see " + log);
                }
                if (System.nanoTime() > bound) {
                    throw new LoadFailureException(
                            "the app was not ready within " + START_BOUND.toSeconds() + " s: see " + log);
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

    /** Waits until it has ended by itself. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** How it ended: {@code exit 3}, {@code killed by signal 9}. Only for one that is not alive. */
    String ending() {
        int exit = process.exitValue();
        return exit > SIGNALS ? "killed by signal " + (exit - SIGNALS) : "exit " + exit;
    }

    /** A word to the fault injector inside. */
    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the app is gone", e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        AotCache.letWrite(process);
        process.destroyForcibly();
        process.onExit().join();
        guardian.ended(process.pid());
    }
}

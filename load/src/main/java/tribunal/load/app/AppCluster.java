package tribunal.load.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.ProcessReaper;

/** The app's nodes: processes that share one database, are started together and closed together. */
public final class AppCluster implements AutoCloseable {
    private static final int LOG_BYTES_MAX = 16_384;
    private static final int LOG_LINES_MAX = 5;
    private static final int LINE_CHARACTERS_MAX = 200;
    private static final long RESTART_SECONDS = 60;

    private final ProcessReaper reaper;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** A node with its current process. Its state changes by outages; other threads read it. */
    private static final class Node {
        private final String name;
        private final IntFunction<AppProcess.Start> starts;
        private volatile AppProcess process;
        private volatile boolean isDownAsPlanned;
        private int incarnation = 1;

        Node(String name, IntFunction<AppProcess.Start> starts, ProcessReaper reaper) {
            this.name = name;
            this.starts = starts;
            this.process = AppProcess.start(starts.apply(incarnation), reaper);
        }
    }

    public AppCluster(ProcessReaper reaper) {
        this.reaper = reaper;
    }

    /** Returns the names of {@code count} nodes, {@code node-1} first. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }

    /**
     * Starts one more node; it is not ready yet.
     *
     * @param starts returns the parameters of the node's n-th start, from 1
     */
    public void start(String name, IntFunction<AppProcess.Start> starts) {
        nodes.put(name, new Node(name, starts, reaper));
    }

    /** Kills a node's process (SIGKILL); it stays down until {@link #restart}. */
    public void kill(String name) {
        Node node = node(name);
        node.isDownAsPlanned = true;
        node.process.kill();
    }

    /** Asks a node to end (SIGTERM), and waits until it has; it stays down until {@link #restart}. */
    public void stop(String name) {
        Node node = node(name);
        node.isDownAsPlanned = true;
        node.process.stop();
    }

    /**
     * Starts a node that is down, and waits until it is ready. A node that ends while it starts, for instance because
     * the database is down too, is started again, for at most {@value #RESTART_SECONDS} seconds; then this throws
     * LoadFailureException.
     */
    public void restart(String name) throws InterruptedException {
        Node node = node(name);
        long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESTART_SECONDS);
        while (true) {
            node.process = AppProcess.start(node.starts.apply(++node.incarnation), reaper);
            try {
                node.process.awaitReady();
                node.isDownAsPlanned = false;
                return;
            } catch (LoadFailureException e) {
                node.process.kill();
                if (System.nanoTime() > bound) {
                    throw e;
                }
            }
        }
    }

    /** The process of a node, to pause and resume it. */
    public ProcessHandle handle(String name) {
        return node(name).process.handle();
    }

    private Node node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    private Stream<AppProcess> processes() {
        return nodes.values().stream().map(node -> node.process);
    }

    /** Waits until all nodes answer their health checks; throws LoadFailureException if one exits or takes too long. */
    public void awaitReady() throws InterruptedException {
        for (Node node : nodes.values()) {
            node.process.awaitReady();
        }
    }

    /** The address of each node, in the order of their numbers. It stays the same when a node is started again. */
    public List<URI> addresses() {
        return processes().map(AppProcess::uri).toList();
    }

    /** The Chaos Monkeys inside the nodes; none in most runs. */
    public List<ChaosMonkeyClient> chaosMonkeys() {
        return processes()
                .flatMap(process -> process.parameters().chaosMonkey().stream())
                .toList();
    }

    public Map<String, ProcessHandle> handles() {
        Map<String, ProcessHandle> handles = new TreeMap<>();
        nodes.values().forEach(node -> handles.put(node.name, node.process.handle()));
        return handles;
    }

    /**
     * A node whose process has ended.
     *
     * @param how it ended: {@code exit 3}, {@code killed by signal 9}
     * @param log its last lines: at most {@value #LOG_LINES_MAX}, each of at most {@value #LINE_CHARACTERS_MAX}
     *     characters; none if it cannot be read
     */
    public record DeadNode(String name, String how, List<String> log) {}

    /** The nodes that ended although no outage ended them. */
    public List<DeadNode> dead() {
        return nodes.values().stream()
                .filter(node -> !node.isDownAsPlanned && !node.process.alive())
                .map(node -> new DeadNode(
                        node.name,
                        node.process.ending(),
                        lastLines(node.process.parameters().log())))
                .toList();
    }

    private static List<String> lastLines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_BYTES_MAX));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.substring(0, Math.min(LINE_CHARACTERS_MAX, line.length())))
                    .toList();
            return List.copyOf(lines.subList(Math.max(0, lines.size() - LOG_LINES_MAX), lines.size()));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Sends a command, such as {@code heal}, to the fault injector in each live node. */
    public void sendToInjectors(String line) {
        processes().filter(AppProcess::alive).forEach(process -> process.sendLine(line));
    }

    @Override
    public void close() {
        processes().forEach(AppProcess::close);
    }
}

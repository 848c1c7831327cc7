package tribunal.load.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tribunal.load.harness.ProcessReaper;

/** The app's nodes: processes that share one database, are started together and closed together. */
public final class AppCluster implements AutoCloseable {
    private static final int LOG_BYTES_MAX = 16_384;
    private static final int LOG_LINES_MAX = 5;
    private static final int LINE_CHARACTERS_MAX = 200;

    private final List<Node> nodes = new ArrayList<>();

    private record Node(String name, AppProcess process) {}

    /** Returns the names of {@code count} nodes, {@code node-1} first. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }

    /** Starts one more node; it is not ready yet. */
    public void start(String name, AppProcess.Start start, ProcessReaper reaper) {
        nodes.add(new Node(name, AppProcess.start(start, reaper)));
    }

    /** Waits until all nodes answer their health checks; throws LoadFailureException if one exits or takes too long. */
    public void awaitReady() throws InterruptedException {
        for (Node node : nodes) {
            node.process().awaitReady();
        }
    }

    public NodeAddresses addresses() {
        return new NodeAddresses(
                nodes.stream().map(node -> node.process().uri()).toList());
    }

    /** The Chaos Monkeys inside the nodes; none in most runs. */
    public List<ChaosMonkeyClient> chaosMonkeys() {
        return nodes.stream()
                .flatMap(node -> node.process().parameters().chaosMonkey().stream())
                .toList();
    }

    public Map<String, ProcessHandle> handles() {
        Map<String, ProcessHandle> handles = new TreeMap<>();
        nodes.forEach(node -> handles.put(node.name(), node.process().handle()));
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

    public List<DeadNode> dead() {
        return nodes.stream()
                .filter(node -> !node.process().alive())
                .map(node -> new DeadNode(
                        node.name(),
                        node.process().ending(),
                        lastLines(node.process().parameters().log())))
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
        nodes.stream().map(Node::process).filter(AppProcess::alive).forEach(process -> process.sendLine(line));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
    }
}

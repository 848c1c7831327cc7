package tribunal.load.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.ProcessReaper;

/** The app's nodes: processes that share one database, are started together and closed together. */
public final class AppCluster implements AutoCloseable {
    private final List<Node> nodes = new ArrayList<>();

    private record Node(String name, AppProcess process, Path log) {}

    /** Returns the names of {@code count} nodes, {@code node-1} first. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }

    /** Starts one more node; it is not ready yet. */
    public void start(String name, AppProcess.Start start, ProcessReaper reaper) {
        nodes.add(new Node(name, AppProcess.start(start, reaper), start.log()));
    }

    /**
     * Waits until all nodes answer their health checks.
     *
     * @throws LoadFailureException if a node exits or takes too long
     */
    public void awaitReady() throws InterruptedException {
        for (Node node : nodes) {
            node.process().awaitReady(node.log());
        }
    }

    public NodeAddresses addresses() {
        return new NodeAddresses(
                nodes.stream().map(node -> node.process().uri()).toList());
    }

    public Map<String, ProcessHandle> handles() {
        Map<String, ProcessHandle> handles = new TreeMap<>();
        nodes.forEach(node -> handles.put(node.name(), node.process().handle()));
        return handles;
    }

    /** A node whose process has ended: how it ended, and the last lines of its log. */
    public record DeadNode(String name, String how, List<String> log) {}

    public List<DeadNode> dead() {
        return nodes.stream()
                .filter(node -> !node.process().alive())
                .map(node -> new DeadNode(node.name(), node.process().ending(), LastLines.of(node.log())))
                .toList();
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

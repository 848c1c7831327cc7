package tribunal.load.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.ProcessReaper;

/** The app's nodes: processes that share one database. They are started together and closed together. */
public final class AppCluster implements AutoCloseable {
    private final List<Node> nodes = new ArrayList<>();

    /** One of them, by its name in the history. */
    private record Node(String name, AppProcess process, Path log) {}

    /** The names of so many nodes, {@code node-1} first. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }

    /** Starts one more; it is not ready yet. */
    public void start(String name, AppProcess.Start start, ProcessReaper guardian) {
        nodes.add(new Node(name, AppProcess.start(start, guardian), start.log()));
    }

    /**
     * Waits until all answer their health checks.
     *
     * @throws LoadFailureException if one exits or takes too long
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

    /** The processes, by node. */
    public Map<String, ProcessHandle> handles() {
        Map<String, ProcessHandle> handles = new TreeMap<>();
        nodes.forEach(node -> handles.put(node.name(), node.process().handle()));
        return handles;
    }

    /** A node whose process has ended, how it ended, and the last lines of its log. */
    public record Dead(String name, String how, List<String> log) {}

    /** Those whose process has ended. */
    public List<Dead> dead() {
        return nodes.stream()
                .filter(node -> !node.process().alive())
                .map(node -> new Dead(node.name(), node.process().ending(), LastLines.of(node.log())))
                .toList();
    }

    /** A word to the fault injector inside each that is alive. */
    public void tell(String line) {
        nodes.stream().map(Node::process).filter(AppProcess::alive).forEach(process -> process.tell(line));
    }

    /** Kills them. */
    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
    }
}

package tribunal.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The app's nodes: processes that share one database. They are started together and closed together. */
final class Nodes implements AutoCloseable {
    private final List<Node> nodes = new ArrayList<>();

    /** One of them, by its name in the history. */
    private record Node(String name, AppProcess process, Path log) {}

    /** The names of so many nodes, {@code node-1} first. */
    static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "node-" + n).toList();
    }

    /** Starts one more; it is not ready yet. */
    void start(String name, AppProcess.Start start, Guardian guardian) {
        nodes.add(new Node(name, AppProcess.start(start, guardian), start.log()));
    }

    /**
     * Waits until all answer their health checks.
     *
     * @throws LoadFailure if one exits or takes too long
     */
    void awaitReady() throws InterruptedException {
        for (Node node : nodes) {
            node.process().awaitReady(node.log());
        }
    }

    Addresses addresses() {
        return new Addresses(nodes.stream().map(node -> node.process().uri()).toList());
    }

    /** The processes, by node. */
    Map<String, ProcessHandle> handles() {
        Map<String, ProcessHandle> handles = new TreeMap<>();
        nodes.forEach(node -> handles.put(node.name(), node.process().handle()));
        return handles;
    }

    /** A node whose process has ended, how it ended, and the last lines of its log. */
    record Dead(String name, String how, List<String> log) {}

    /** Those whose process has ended. */
    List<Dead> dead() {
        return nodes.stream()
                .filter(node -> !node.process().alive())
                .map(node -> new Dead(node.name(), node.process().ending(), LastLines.of(node.log())))
                .toList();
    }

    /** A word to the fault injector inside each that is alive. */
    void tell(String line) {
        nodes.stream().map(Node::process).filter(AppProcess::alive).forEach(process -> process.tell(line));
    }

    /** Kills them. */
    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
    }
}

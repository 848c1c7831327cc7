package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.HarnessEntry;

/**
 * A fault that lasts, as the harness recorded it.
 *
 * @param fault its kind, as in scenarios: {@code kill-node}, {@code cut-database} …; {@link #DIED} if no plan caused it
 * @param target the node or client; empty if it affected all of them
 * @param from in nanoseconds since the run's origin
 * @param to in nanoseconds since the run's origin; {@link Long#MAX_VALUE} if it never ended
 */
public record RecordedOutage(String fault, Scope scope, String target, long from, long to) {
    /** The outage of a node that died by itself. */
    public static final String DIED = "died";

    private static final String ASSAULT = "chaos-monkey";
    private static final String KILL_NODE = "kill-node";
    private static final String STOP_NODE = "stop-node";
    private static final String PAUSE_NODE = "pause-node";

    /** What an outage affects. */
    public enum Scope {
        NODE,
        CLIENT,
        /** A part that all nodes use, or all nodes. */
        ALL
    }

    /** Derives the outages and declared faults from the harness's entries; they are ordered by their beginnings. */
    static List<RecordedOutage> of(List<HarnessEntry> harness) {
        Collector collector = new Collector();
        harness.forEach(collector::add);
        collector.recorded.addAll(collector.open.values());
        return collector.recorded.stream()
                .sorted(Comparator.comparingLong(RecordedOutage::from)
                        .thenComparing(RecordedOutage::fault)
                        .thenComparing(RecordedOutage::target))
                .toList();
    }

    /** Whether it only slows or disturbs calls, so that nothing is out of service. */
    public boolean isAssault() {
        return fault.startsWith(ASSAULT);
    }

    /** A copy of this outage that ends then. */
    RecordedOutage endingAt(long time) {
        return new RecordedOutage(fault, scope, target, from, time);
    }

    /** A key under which at most one outage is open: a node is affected by one outage at a time. */
    private record Part(Scope scope, String target, String fault) {}

    private static final class Collector {
        private final Map<Part, RecordedOutage> open = new HashMap<>();
        private final List<RecordedOutage> recorded = new ArrayList<>();

        void add(HarnessEntry entry) {
            switch (entry) {
                case HarnessEntry.FaultWindowOpened e -> begin(new Part(Scope.ALL, "", e.fault()), e.fault(), e.at());
                case HarnessEntry.FaultWindowClosed e -> end(new Part(Scope.ALL, "", e.fault()), e.at());
                case HarnessEntry.ClientOutageStarted e ->
                    begin(new Part(Scope.CLIENT, e.client(), e.fault()), e.fault(), e.at());
                case HarnessEntry.ClientOutageEnded e -> end(new Part(Scope.CLIENT, e.client(), e.fault()), e.at());
                case HarnessEntry.NodeStopping e -> down(e.node(), STOP_NODE, e.at());
                case HarnessEntry.NodeKilled e -> down(e.node(), KILL_NODE, e.at());
                case HarnessEntry.NodeDied e -> down(e.node(), DIED, e.at());
                case HarnessEntry.NodePaused e -> down(e.node(), PAUSE_NODE, e.at());
                case HarnessEntry.NodeStarted e -> end(node(e.node()), e.at());
                case HarnessEntry.NodeResumed e -> endPause(e.node(), e.at());
                default -> {}
            }
        }

        private static Part node(String node) {
            return new Part(Scope.NODE, node, "");
        }

        /** A node that is asked to stop is gone later; only a paused node can be affected by another outage. */
        private void down(String node, String fault, long at) {
            endPause(node, at);
            begin(node(node), fault, at);
        }

        private void endPause(String node, long at) {
            if (Optional.ofNullable(open.get(node(node)))
                    .filter(o -> o.fault().equals(PAUSE_NODE))
                    .isPresent()) {
                end(node(node), at);
            }
        }

        private void begin(Part part, String fault, long at) {
            open.putIfAbsent(part, new RecordedOutage(fault, part.scope(), part.target(), at, Long.MAX_VALUE));
        }

        private void end(Part part, long at) {
            Optional.ofNullable(open.remove(part)).ifPresent(begun -> recorded.add(begun.endingAt(at)));
        }
    }
}

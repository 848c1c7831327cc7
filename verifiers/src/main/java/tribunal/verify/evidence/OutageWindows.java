package tribunal.verify.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.HarnessEntry;
import tribunal.verify.evidence.RecordedOutage.Scope;

/**
 * The periods in which a fault affected more than one attempt.
 *
 * @param recorded all of them but stalls, by beginning
 * @param faults the declared fault windows of every kind
 * @param outages the fault windows in which a part was out of service. A chaos-monkey assault only slows or disturbs,
 *     so it is no outage
 * @param nodes by node, when it was down (killed, died or paused) or stalled for half a lease
 * @param clients by client, when its connection alone was out of service
 */
public record OutageWindows(
        List<RecordedOutage> recorded,
        List<Window> faults,
        List<Window> outages,
        Map<String, List<Window>> nodes,
        Map<String, List<Window>> clients) {
    private static final String STALLED = "stalled";

    /**
     * A period, in nanoseconds since the run's origin.
     *
     * @param to the last moment; {@link Long#MAX_VALUE} if it never ended
     */
    public record Window(String what, long from, long to) {
        public static Window of(RecordedOutage outage) {
            return new Window(outage.fault(), outage.from(), outage.to());
        }

        /** A copy of this window that ends {@code nanos} nanoseconds later. */
        public Window extendedBy(long nanos) {
            return new Window(what, from, to == Long.MAX_VALUE ? to : to + nanos);
        }

        public boolean overlaps(long start, long end) {
            return from <= end && start <= to;
        }
    }

    /**
     * Derives the windows from entries.
     *
     * @param samples the clock samples of the nodes; a gap of at least half a lease is a stall
     */
    static OutageWindows of(
            List<HarnessEntry> harness, List<ClockSampled> samples, Duration lease, SubscriptionIndex subscriptions) {
        List<RecordedOutage> recorded = RecordedOutage.of(harness);
        List<RecordedOutage> ofAll =
                recorded.stream().filter(o -> o.scope() == Scope.ALL).toList();
        Map<String, List<Window>> nodes = byTarget(recorded.stream().filter(o -> o.scope() == Scope.NODE));
        addStalls(nodes, samples, lease.toNanos() / 2);
        return new OutageWindows(
                recorded,
                ofAll.stream().map(Window::of).toList(),
                ofAll.stream().filter(o -> !o.isAssault()).map(Window::of).toList(),
                nodes,
                byTarget(recorded.stream()
                        .filter(o -> o.scope() == Scope.CLIENT)
                        .map(o -> o.endingAt(Math.min(o.to(), firstLeft(subscriptions, o))))));
    }

    private static Map<String, List<Window>> byTarget(Stream<RecordedOutage> recorded) {
        return recorded.collect(Collectors.groupingBy(
                RecordedOutage::target, HashMap::new, Collectors.mapping(Window::of, Collectors.toList())));
    }

    /** When the client, during its outage, first ended a subscription by itself: it has noticed, and asks again. */
    private static long firstLeft(SubscriptionIndex subscriptions, RecordedOutage outage) {
        return subscriptions.stream()
                .filter(s -> s.isOf(outage.target()))
                .flatMap(s -> s.end().stream())
                .filter(end -> end.by() == EndedBy.CLIENT && end.at() >= outage.from())
                .mapToLong(end -> end.at())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static void addStalls(Map<String, List<Window>> nodes, List<ClockSampled> samples, long stall) {
        Map<String, Long> last = new HashMap<>();
        samples.forEach(e -> {
            Long before = last.put(e.node(), e.at());
            if (before != null && e.at() - before >= stall) {
                nodes.computeIfAbsent(e.node(), _ -> new ArrayList<>()).add(new Window(STALLED, before, e.at()));
            }
        });
    }

    /** Whether a declared fault, or an outage or stall of this node, overlaps the period. */
    public boolean anyFaultOn(String node, long start, long end) {
        return anyOverlaps(faults, start, end) || anyOverlaps(nodes.getOrDefault(node, List.of()), start, end);
    }

    /** Whether some part was out of service, or some node stalled, within the period. */
    public boolean anyOutage(long start, long end) {
        return anyOverlaps(outages, start, end) || anyNodeOut(start, end);
    }

    /** Whether a declared fault, or an outage or stall of any node, overlaps the period. */
    public boolean anyFault(long start, long end) {
        return anyOverlaps(faults, start, end) || anyNodeOut(start, end);
    }

    private boolean anyNodeOut(long start, long end) {
        return nodes.values().stream().anyMatch(windows -> anyOverlaps(windows, start, end));
    }

    /** When the connection of this subscription's client alone was out of service. */
    public List<Window> ofClient(SubscriptionEvidence subscription) {
        return clients.entrySet().stream()
                .filter(client -> subscription.isOf(client.getKey()))
                .flatMap(client -> client.getValue().stream())
                .toList();
    }

    /** End of the last outage or stall that overlaps the period; {@link Long#MIN_VALUE} if there was none. */
    public long lastOutage(long start, long end) {
        return Stream.concat(outages.stream(), nodes.values().stream().flatMap(List::stream))
                .filter(window -> window.overlaps(start, end))
                .mapToLong(Window::to)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** How many outages there were, not counting stalls. */
    public long outageCount() {
        return recovered().size();
    }

    /** The outages that affect more than one client, by beginning: after each, the app has to recover. */
    public List<RecordedOutage> recovered() {
        return recorded.stream()
                .filter(o -> o.scope() != Scope.CLIENT && !o.isAssault())
                .toList();
    }

    /** The nodes that are still down, in alphabetical order. */
    public List<String> nodesDown() {
        return nodes.entrySet().stream()
                .filter(n -> n.getValue().stream().anyMatch(w -> w.to() == Long.MAX_VALUE))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public static boolean anyOverlaps(List<Window> windows, long start, long end) {
        return windows.stream().anyMatch(w -> w.overlaps(start, end));
    }
}

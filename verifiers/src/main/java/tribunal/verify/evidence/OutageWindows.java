package tribunal.verify.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;

/**
 * The periods in which a fault affected more than one attempt.
 *
 * @param faults the declared fault windows of every kind
 * @param outages the fault windows in which a part was out of service. A chaos-monkey assault only slows or disturbs,
 *     so it is no outage
 * @param nodes by node, when it was down (killed, died or paused) or stalled for half a lease
 */
public record OutageWindows(List<Window> faults, List<Window> outages, Map<String, List<Window>> nodes) {
    private static final String ASSAULT = "chaos-monkey";

    /**
     * A period, in nanoseconds since the run's origin.
     *
     * @param to the last moment; {@link Long#MAX_VALUE} if it never ended
     */
    public record Window(String what, long from, long to) {
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
    static OutageWindows of(List<HarnessEntry> harness, List<ClockSampled> samples, Duration lease) {
        List<Window> faults = new WindowCollector().faults(harness);
        return new OutageWindows(
                faults,
                faults.stream().filter(w -> !w.what().startsWith(ASSAULT)).toList(),
                new WindowCollector().nodes(harness, samples, lease.toNanos() / 2));
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
        return outages.size()
                + nodes.values().stream()
                        .flatMap(List::stream)
                        .filter(w -> !w.what().equals(WindowCollector.STALLED))
                        .count();
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

    /** Pairs the beginnings and ends of windows, by fault or node. */
    private static final class WindowCollector {
        static final String STALLED = "stalled";
        private final Map<String, Entry> open = new HashMap<>();
        private final Map<String, List<Window>> windows = new HashMap<>();

        List<Window> faults(List<HarnessEntry> harness) {
            for (HarnessEntry entry : harness) {
                if (entry instanceof HarnessEntry.FaultWindowOpened e) {
                    open.putIfAbsent(e.fault(), e);
                } else if (entry instanceof HarnessEntry.FaultWindowClosed e) {
                    close(e.fault(), e.fault(), e.at());
                }
            }
            open.forEach((fault, e) -> add(fault, new Window(fault, e.at(), Long.MAX_VALUE)));
            return windows.values().stream().flatMap(List::stream).toList();
        }

        Map<String, List<Window>> nodes(List<HarnessEntry> harness, List<ClockSampled> samples, long stall) {
            for (HarnessEntry entry : harness) {
                switch (entry) {
                    case HarnessEntry.NodeStopping e -> open.putIfAbsent(e.node(), e);
                    case HarnessEntry.NodeKilled e -> open.putIfAbsent(e.node(), e);
                    case HarnessEntry.NodeDied e -> open.putIfAbsent(e.node(), e);
                    case HarnessEntry.NodePaused e -> open.putIfAbsent(e.node(), e);
                    case HarnessEntry.NodeStarted e -> close(e.node(), "down", e.at());
                    case HarnessEntry.NodeResumed e -> close(e.node(), "down", e.at());
                    default -> {}
                }
            }
            open.forEach((node, e) -> add(node, new Window("down", e.at(), Long.MAX_VALUE)));
            stalls(samples, stall);
            return windows;
        }

        private void stalls(List<ClockSampled> samples, long stall) {
            Map<String, Long> last = new HashMap<>();
            samples.forEach(e -> {
                Long before = last.put(e.node(), e.at());
                if (before != null && e.at() - before >= stall) {
                    add(e.node(), new Window(STALLED, before, e.at()));
                }
            });
        }

        private void close(String key, String what, long at) {
            Entry begun = open.remove(key);
            if (begun != null) {
                add(key, new Window(what, begun.at(), at));
            }
        }

        private void add(String key, Window window) {
            windows.computeIfAbsent(key, _ -> new ArrayList<>()).add(window);
        }
    }
}

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
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;

/**
 * When something larger than one attempt was wrong.
 *
 * @param faults declared windows of every kind
 * @param outages those of them in which a part was out of service: an assault that only slows or disturbs is none
 * @param nodes by node, when it was killed, died, was paused, or stalled for half a lease
 */
public record OutageWindows(List<Window> faults, List<Window> outages, Map<String, List<Window>> nodes) {
    private static final String ASSAULT = "chaos-monkey";

    /** From the first moment to the last; one that never ended lasts for ever. */
    public record Window(String what, long from, long to) {
        /** The same, ending so many nanoseconds later. */
        public Window lasting(long longer) {
            return new Window(what, from, to == Long.MAX_VALUE ? to : to + longer);
        }

        public boolean overlaps(long start, long end) {
            return from <= end && start <= to;
        }
    }

    /** {@code harness}: what it did, in the order of time. */
    static OutageWindows of(List<HarnessEntry> harness, List<ClockSampled> signs, Duration lease) {
        List<Window> faults = new Gathering().faults(harness);
        return new OutageWindows(
                faults,
                faults.stream().filter(w -> !w.what().startsWith(ASSAULT)).toList(),
                new Gathering().nodes(harness, signs, lease.toNanos() / 2));
    }

    /** Some declared fault, or some trouble of this node, touches the time. */
    public boolean explain(String node, long start, long end) {
        return touches(faults, start, end) || touches(nodes.getOrDefault(node, List.of()), start, end);
    }

    /** Some part was out of service at some moment of the time. */
    public boolean anyOutage(long start, long end) {
        return touches(outages, start, end)
                || nodes.values().stream().anyMatch(windows -> touches(windows, start, end));
    }

    /** Some declared fault, or some trouble of any node, touches the time. */
    public boolean anyFault(long start, long end) {
        return touches(faults, start, end) || nodes.values().stream().anyMatch(windows -> touches(windows, start, end));
    }

    /** When the last outage that touches the time ended; {@link Long#MIN_VALUE} if there was none. */
    public long lastOutage(long start, long end) {
        return Stream.concat(outages.stream(), nodes.values().stream().flatMap(List::stream))
                .filter(window -> window.overlaps(start, end))
                .mapToLong(Window::to)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** How often something was out of service by the harness's hand. */
    public long count() {
        return outages.size()
                + nodes.values().stream()
                        .flatMap(List::stream)
                        .filter(w -> !w.what().equals(Gathering.STALLED))
                        .count();
    }

    /** The nodes that were killed or paused and are not back. */
    public List<String> down() {
        return nodes.entrySet().stream()
                .filter(n -> n.getValue().stream().anyMatch(w -> w.to() == Long.MAX_VALUE))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public static boolean touches(List<Window> windows, long start, long end) {
        return windows.stream().anyMatch(w -> w.overlaps(start, end));
    }

    /** Pairs of beginnings and ends, by what they are about. */
    private static final class Gathering {
        static final String STALLED = "stalled";
        private final Map<String, Entry> open = new HashMap<>();
        private final Map<String, List<Window>> windows = new HashMap<>();

        List<Window> faults(List<HarnessEntry> harness) {
            for (HarnessEntry entry : harness) {
                if (entry instanceof FaultWindowOpened e) {
                    open.putIfAbsent(e.fault(), e);
                } else if (entry instanceof FaultWindowClosed e) {
                    close(e.fault(), e.fault(), e.at());
                }
            }
            open.forEach((fault, e) -> add(fault, new Window(fault, e.at(), Long.MAX_VALUE)));
            return windows.values().stream().flatMap(List::stream).toList();
        }

        Map<String, List<Window>> nodes(List<HarnessEntry> harness, List<ClockSampled> signs, long stall) {
            for (HarnessEntry entry : harness) {
                switch (entry) {
                    case NodeKilled e -> open.putIfAbsent(e.node(), e);
                    case NodeDied e -> open.putIfAbsent(e.node(), e);
                    case NodePaused e -> open.putIfAbsent(e.node(), e);
                    case NodeStarted e -> close(e.node(), "down", e.at());
                    case NodeResumed e -> close(e.node(), "down", e.at());
                    default -> {}
                }
            }
            open.forEach((node, e) -> add(node, new Window("down", e.at(), Long.MAX_VALUE)));
            stalls(signs, stall);
            return windows;
        }

        private void stalls(List<ClockSampled> signs, long stall) {
            Map<String, Long> last = new HashMap<>();
            signs.forEach(e -> {
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

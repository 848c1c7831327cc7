package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Entry;
import tribunal.history.JudgeLimits;

/** Records when attempts held slots. A node runs a limited number of attempts of one function at a time. */
public final class SlotUsage {
    /**
     * The highest concurrency at which slots are counted. With more slots for each function they are hardly ever all
     * taken, and every hand-over would be kept in memory for nothing.
     */
    private static final int COUNTED_CONCURRENCY_MAX = 64;

    private final RunEvidence run;
    private final Map<String, List<Slot>> slots = new HashMap<>();

    /** The period in which one attempt of a function holds a slot of its node. */
    private record Slot(String node, long from, long to) {
        boolean isTakenBefore(String otherNode, long time) {
            return node.equals(otherNode) && from < time && time <= to;
        }
    }

    public SlotUsage(RunEvidence run) {
        this.run = run;
    }

    /** Whether slots are few enough that it is worth counting them. */
    public static boolean isCounted(JudgeLimits limits) {
        return limits.concurrency() <= COUNTED_CONCURRENCY_MAX;
    }

    /** Adds an attempt. */
    public void add(DeliveryEvidence delivery, HandedOver handed) {
        slots.computeIfAbsent(handed.function(), _ -> new ArrayList<>())
                .add(new Slot(handed.node(), handed.at(), end(run, delivery, handed)));
    }

    /**
     * The time until which the attempt holds its slot, in nanoseconds: that of its answer. Without an answer, it is the
     * time at which its node is out of service. A node that is being killed can still hand something over after the
     * harness has recorded that.
     */
    public static long end(RunEvidence run, DeliveryEvidence delivery, HandedOver handed) {
        return delivery.answer(handed)
                .map(Entry::at)
                .orElseGet(() -> run.outages().nodes().getOrDefault(handed.node(), List.of()).stream()
                        .filter(window -> window.to() >= handed.at())
                        .mapToLong(window -> Math.max(window.from(), handed.at()))
                        .min()
                        .orElse(Long.MAX_VALUE));
    }

    /**
     * The last moment before {@code time} at which some node had no free slot; {@link Long#MIN_VALUE} if there was
     * none. A node is full until just before a slot becomes free.
     */
    public long lastFull(String function, long time) {
        List<Slot> all = slots.getOrDefault(function, List.of());
        return all.stream()
                .filter(slot -> slot.from() < time)
                .filter(slot -> {
                    long end = Math.min(slot.to(), time);
                    return all.stream()
                                    .filter(s -> s.isTakenBefore(slot.node(), end))
                                    .count()
                            >= run.limits().concurrency();
                })
                .mapToLong(slot -> Math.min(slot.to(), time))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** How often an attempt took the last free slot of a function on a node. */
    public long timesFull() {
        long times = 0;
        for (List<Slot> all : slots.values()) {
            Map<String, SortedMap<Long, Integer>> changes = new HashMap<>();
            for (Slot slot : all) {
                SortedMap<Long, Integer> nodeChanges = changes.computeIfAbsent(slot.node(), _ -> new TreeMap<>());
                nodeChanges.merge(slot.from(), 1, Integer::sum);
                nodeChanges.merge(slot.to(), -1, Integer::sum);
            }
            times += changes.values().stream().mapToLong(this::timesFull).sum();
        }
        return times;
    }

    private long timesFull(SortedMap<Long, Integer> changes) {
        long times = 0;
        int taken = 0;
        for (int change : changes.values()) {
            boolean wasFull = taken >= run.limits().concurrency();
            taken += change;
            times += !wasFull && taken >= run.limits().concurrency() ? 1 : 0;
        }
        return times;
    }
}

package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Entry;
import tribunal.verify.evidence.OutageWindows.Window;

/** From when to when attempts held slots: a node runs only so many attempts of one function at a time. */
public final class SlotUsage {
    private final RunEvidence run;
    private final Map<String, List<Slot>> slots = new HashMap<>();

    /** One attempt of a function holds a slot of its node. */
    private record Slot(String node, long from, long to) {
        boolean isTakenBefore(String there, long time) {
            return node.equals(there) && from < time && time <= to;
        }
    }

    public SlotUsage(RunEvidence run) {
        this.run = run;
    }

    /** An attempt holds its slot until its answer; without one, until its node was out of service. */
    public void add(DeliveryEvidence delivery, HandedOver handed) {
        long end = delivery.answer(handed)
                .map(Entry::at)
                .orElseGet(() -> run.troubles().nodes().getOrDefault(handed.node(), List.of()).stream()
                        .mapToLong(Window::from)
                        .filter(from -> from >= handed.at())
                        .min()
                        .orElse(Long.MAX_VALUE));
        slots.computeIfAbsent(handed.function(), _ -> new ArrayList<>()).add(new Slot(handed.node(), handed.at(), end));
    }

    /** The last moment before {@code time} at which some node had no free slot; a node is full just before a slot becomes free. */
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

    /** How often the last free slot of a function and node was taken. */
    public long timesFull() {
        long times = 0;
        for (List<Slot> all : slots.values()) {
            Map<String, SortedMap<Long, Integer>> changes = new HashMap<>();
            for (Slot slot : all) {
                SortedMap<Long, Integer> there = changes.computeIfAbsent(slot.node(), _ -> new TreeMap<>());
                there.merge(slot.from(), 1, Integer::sum);
                there.merge(slot.to(), -1, Integer::sum);
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

package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.Entry;
import tribunal.history.Limits.Waits;
import tribunal.verify.Troubles.Window;

/**
 * The part of at-least-once that is promptness, in runs whose limits bound it: while nothing is wrong and every node has a free slot
 * for its function, a delivery that is due is handed over within the bound. Later ones were found by a safety net, so what should
 * have woken the dispatcher did not. A wait within the settling time after an outage is not judged, and neither is one in
 * which a claim was lost.
 */
final class LateHandOvers {
    private final RunEvidence run;
    private final Findings findings;
    private final Optional<Waits> bounds;
    private final Map<String, List<Slot>> slots = new HashMap<>();
    private final List<Wait> waits = new ArrayList<>();

    /** One attempt of a function holds a slot of its node. */
    private record Slot(String node, long from, long to) {
        boolean isTakenBefore(String there, long time) {
            return node.equals(there) && from < time && time <= to;
        }
    }

    /** A delivery that waited longer than the bound, since when it was due. */
    private record Wait(DeliveryEvidence delivery, HandedOver handed, long due) {}

    LateHandOvers(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        bounds = Optional.ofNullable(run.limits().waits());
    }

    void gather(Evidence evidence) {
        bounds.ifPresent(its -> evidence.deliveries().all().stream()
                .filter(delivery -> delivery.recorded().isPresent())
                .forEach(delivery -> gather(its, delivery)));
    }

    private void gather(Waits its, DeliveryEvidence delivery) {
        for (HandedOver handed : delivery.timeline().all(HandedOver.class)) {
            slots.computeIfAbsent(handed.function(), _ -> new ArrayList<>()).add(slot(delivery, handed));
            long due = Math.max(delivery.recorded().orElseThrow().at(), handed.due());
            if (!run.troubles().anyOutage(due - its.settling().toNanos(), handed.at())
                    && !isClaimedBefore(delivery, handed, due)) {
                findings.checked("hand-overs timed", 1);
                if (handed.at() - due > its.handOver().toNanos()) {
                    waits.add(new Wait(delivery, handed, due));
                }
            }
        }
    }

    /** Until its answer; without one, until its node was out of service. */
    private Slot slot(DeliveryEvidence delivery, HandedOver handed) {
        long end = delivery.answer(handed)
                .map(Entry::at)
                .orElseGet(() -> run.troubles().nodes().getOrDefault(handed.node(), List.of()).stream()
                        .mapToLong(Window::from)
                        .filter(from -> from >= handed.at())
                        .min()
                        .orElse(Long.MAX_VALUE));
        return new Slot(handed.node(), handed.at(), end);
    }

    private static boolean isClaimedBefore(DeliveryEvidence delivery, HandedOver handed, long due) {
        return delivery.timeline()
                .has(Claimed.class, c -> c.token() != handed.token() && c.at() >= due && c.at() < handed.at());
    }

    /** When all parts have been gone through. */
    void judge() {
        bounds.ifPresent(its -> waits.forEach(wait -> judge(its, wait)));
    }

    private void judge(Waits its, Wait wait) {
        long free = Math.max(wait.due(), lastFull(its, wait));
        if (wait.handed().at() - free > its.handOver().toNanos()) {
            String sentence =
                    "%s was handed over %s after it was due, though nothing was wrong and its function had a free slot"
                            .formatted(
                                    wait.delivery().name(),
                                    Wording.millis(wait.handed().at() - wait.due()));
            List<Entry> proof = new ArrayList<>(List.of(wait.handed()));
            wait.delivery().recorded().ifPresent(proof::add);
            findings.violated(
                    "delivery handed over late",
                    violation(sentence, wait.delivery().order(), proof));
        }
    }

    /** The last moment before the hand-over at which some node had no free slot; a node is full just before a slot becomes free. */
    private long lastFull(Waits its, Wait wait) {
        List<Slot> all = slots.getOrDefault(wait.handed().function(), List.of());
        return all.stream()
                .filter(slot -> slot.from() < wait.handed().at())
                .filter(slot -> {
                    long time = Math.min(slot.to(), wait.handed().at());
                    return all.stream()
                                    .filter(s -> s.isTakenBefore(slot.node(), time))
                                    .count()
                            >= its.concurrency();
                })
                .mapToLong(slot -> Math.min(slot.to(), wait.handed().at()))
                .max()
                .orElse(Long.MIN_VALUE);
    }
}

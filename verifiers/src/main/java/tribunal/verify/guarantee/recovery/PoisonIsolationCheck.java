package tribunal.verify.guarantee.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.OutageWindows.Window;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that poisoned deliveries hold up no others. A delivery is held up if it is due and waits longer than the bound
 * for its first attempt. Meanwhile a declared poisoned delivery keeps failing, and the function of the waiting one is
 * handed nothing but poison. A function that is handed other deliveries is busy, not blocked. Waits that an outage or a
 * stalled node caused do not count, and neither do waits for the lapse of a lost claim's lease.
 */
final class PoisonIsolationCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final long bound;
    private final List<Window> poisons = new ArrayList<>();
    private final Map<String, NavigableMap<Long, Stretch>> handedOver = new HashMap<>();
    private final List<Neighbour> waiting = new ArrayList<>();

    /** The first and the last hand-over of a function within a stretch of time no longer than the bound. */
    private record Stretch(long first, long last) {
        Stretch and(Stretch other) {
            return new Stretch(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** A delivery that was unclaimed for longer than the bound while nothing was out of service, and when. */
    private record Neighbour(DeliveryEvidence delivery, HandedOver first, List<Window> waits) {}

    PoisonIsolationCheck(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        bound = run.limits().isolationBound().toNanos() + run.clocks().epsilon();
    }

    void gather(PartitionEvidence evidence) {
        evidence.poisoned().keySet().stream()
                .flatMap(id -> evidence.deliveries().find(id).stream())
                .flatMap(delivery -> failing(delivery).stream())
                .forEach(poisons::add);
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isPresent() && !evidence.poisoned().containsKey(delivery.id())) {
                delivery.first(HandedOver.class).ifPresent(first -> addNeighbour(delivery, first));
            }
        }
    }

    /** The time from its first attempt until it was given up; without settles, until its last entry. */
    private Optional<Window> failing(DeliveryEvidence delivery) {
        long end = run.model().observesSettles()
                ? delivery.first(Settled.class, s -> s.outcome() == SettleOutcome.DEAD)
                        .map(Settled::at)
                        .orElse(Long.MAX_VALUE)
                : delivery.lastActivity();
        return delivery.first(HandedOver.class).map(h -> new Window(delivery.description(), h.at(), end));
    }

    private void addNeighbour(DeliveryEvidence delivery, HandedOver first) {
        handedOver
                .computeIfAbsent(first.function(), _ -> new TreeMap<>())
                .merge(stretch(first.at()), new Stretch(first.at(), first.at()), Stretch::and);
        long due = Math.max(delivery.recorded().orElseThrow().at(), first.due());
        List<Window> waits = waits(delivery, due, first).stream()
                .filter(w -> w.to() - w.from() > bound)
                .filter(w -> !run.outages().anyOutage(w.from(), w.to()))
                .toList();
        if (!waits.isEmpty()) {
            waiting.add(new Neighbour(delivery, first, waits));
        }
    }

    private long stretch(long at) {
        return Math.floorDiv(at, bound);
    }

    /** Judges the collected deliveries, once all partitions have been read. */
    void judge() {
        List<Window> failing = poisons.stream()
                .sorted(Comparator.comparingLong(Window::from).thenComparing(Window::what))
                .toList();
        findings.countChecked("poisoned deliveries", failing.size());
        findings.countOpportunities(failing.size());
        waiting.forEach(neighbour -> judge(neighbour, failing));
    }

    private void judge(Neighbour neighbour, List<Window> failing) {
        neighbour.waits().stream()
                .filter(wait -> isIdle(neighbour.first().function(), wait))
                .findFirst()
                .ifPresent(wait -> failing.stream()
                        .filter(poison -> poison.overlaps(wait.from(), wait.to()))
                        .findFirst()
                        .ifPresent(poison -> reportHeldUp(neighbour, wait, poison)));
    }

    /** The times without a claim before its first attempt. A claim that lapsed before an attempt divides them. */
    private static List<Window> waits(DeliveryEvidence delivery, long due, HandedOver first) {
        List<Window> waits = new ArrayList<>();
        long since = due;
        boolean lost = false;
        for (Claimed claim : delivery.all(Claimed.class)) {
            if (lost) {
                since = claim.at();
            }
            lost = claim.token() != first.token()
                    && claim.at() < first.at()
                    && delivery.settledBy(claim.token()).isEmpty();
            if (lost) {
                waits.add(new Window(delivery.description(), since, claim.at()));
            }
        }
        waits.add(new Window(delivery.description(), since, first.at()));
        return waits;
    }

    /** Whether the function was handed nothing but poison for longer than the bound within the wait. */
    private boolean isIdle(String function, Window wait) {
        long since = wait.from();
        for (Stretch stretch : handedOver
                .getOrDefault(function, new TreeMap<>())
                .subMap(stretch(wait.from()), true, stretch(wait.to()), true)
                .values()) {
            for (long at : new long[] {stretch.first(), stretch.last()}) {
                if (at - since > bound && at <= wait.to()) {
                    return true;
                }
                since = at >= since && at <= wait.to() ? at : since;
            }
        }
        return wait.to() - since > bound;
    }

    private void reportHeldUp(Neighbour neighbour, Window wait, Window poison) {
        DeliveryEvidence delivery = neighbour.delivery();
        String sentence = "%s was first tried %s after it was due, while %s kept failing"
                .formatted(delivery.description(), FindingText.seconds(wait.to() - wait.from()), poison.what());
        findings.report(
                "delivery held up by poison",
                sentence,
                delivery.entity(),
                delivery.withEvent(List.of(neighbour.first())));
    }
}

package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.verify.Troubles.Window;

/**
 * The part of recovery that is neighbours: while a declared poisoned delivery keeps failing, no other delivery that is due
 * waits longer than the bound for its first attempt while its function is handed nothing else either. A function that works
 * off a backlog meanwhile is busy, not blocked. What an outage or a stalled node held up is left out, and so is what was
 * claimed and lost on the way until its lease had lapsed.
 */
final class Isolation {
    private final Evidence evidence;
    private final Findings findings;
    private final List<Window> poisons;
    private final Map<String, TreeSet<Long>> handedOver = new HashMap<>();

    private Isolation(Evidence evidence, Findings findings, List<Window> poisons) {
        this.evidence = evidence;
        this.findings = findings;
        this.poisons = poisons;
    }

    static void judge(Evidence evidence, Findings findings) {
        List<Window> poisons = evidence.poisoned().keySet().stream()
                .flatMap(id -> evidence.deliveries().find(id).flatMap(Isolation::failing).stream())
                .toList();
        findings.checked("poisoned deliveries", poisons.size());
        findings.opportunities(poisons.size());
        if (!poisons.isEmpty()) {
            new Isolation(evidence, findings, poisons).judge();
        }
    }

    /** From its first attempt until it was given up. */
    private static Optional<Window> failing(DeliveryEvidence delivery) {
        long end = delivery.timeline()
                .first(Settled.class, s -> s.outcome() == Settlement.DEAD)
                .map(Settled::at)
                .orElse(Long.MAX_VALUE);
        return delivery.timeline().first(HandedOver.class).map(h -> new Window(delivery.name(), h.at(), end));
    }

    private void judge() {
        List<DeliveryEvidence> neighbours = evidence.deliveries().all().stream()
                .filter(d -> d.recorded().isPresent())
                .filter(d -> !evidence.poisoned().containsKey(d.id()))
                .toList();
        neighbours.forEach(d -> d.timeline()
                .first(HandedOver.class)
                .ifPresent(h -> handedOver
                        .computeIfAbsent(h.function(), _ -> new TreeSet<>())
                        .add(h.at())));
        neighbours.forEach(d -> d.timeline().first(HandedOver.class).ifPresent(first -> neighbour(d, first)));
    }

    private void neighbour(DeliveryEvidence delivery, HandedOver first) {
        long due = Math.max(delivery.recorded().orElseThrow().at(), first.due());
        Optional<Window> wait = waits(delivery, due, first).stream()
                .filter(w -> isIdle(first.function(), w))
                .filter(w -> !evidence.troubles().anyOutage(w.from(), w.to()))
                .findFirst();
        Optional<Window> poison = wait.flatMap(
                w -> poisons.stream().filter(p -> p.overlaps(w.from(), w.to())).findFirst());
        poison.ifPresent(
                p -> findings.violated("delivery held up by poison", heldUp(delivery, first, wait.orElseThrow(), p)));
    }

    /** The times in which nobody had claimed it: until its first attempt, without claims that lapsed before one. */
    private static List<Window> waits(DeliveryEvidence delivery, long due, HandedOver first) {
        List<Window> waits = new ArrayList<>();
        long since = due;
        boolean lost = false;
        for (Claimed claim : delivery.timeline().all(Claimed.class)) {
            if (lost) {
                since = claim.at();
            }
            lost = claim.token() != first.token()
                    && claim.at() < first.at()
                    && delivery.timeline()
                            .first(Settled.class, s -> s.settledBy() == claim.token())
                            .isEmpty();
            if (lost) {
                waits.add(new Window(delivery.name(), since, claim.at()));
            }
        }
        waits.add(new Window(delivery.name(), since, first.at()));
        return waits;
    }

    /** Whether the function was handed nothing at all, but poison, for longer than the bound within that time. */
    private boolean isIdle(String function, Window wait) {
        long bound = evidence.run().limits().isolationBound().toNanos()
                + evidence.clocks().epsilon();
        if (wait.to() - wait.from() <= bound) {
            return false;
        }
        long since = wait.from();
        for (long at : handedOver.getOrDefault(function, new TreeSet<>()).subSet(wait.from(), true, wait.to(), true)) {
            if (at - since > bound) {
                return true;
            }
            since = at;
        }
        return wait.to() - since > bound;
    }

    private static Violation heldUp(DeliveryEvidence delivery, HandedOver first, Window wait, Window poison) {
        String sentence = "%s was first tried %s after it was due, while %s kept failing"
                .formatted(delivery.name(), Wording.seconds(wait.to() - wait.from()), poison.what());
        List<Entry> proof = new ArrayList<>(List.of(first));
        delivery.recorded().ifPresent(proof::add);
        return violation(sentence, delivery.order(), proof);
    }
}

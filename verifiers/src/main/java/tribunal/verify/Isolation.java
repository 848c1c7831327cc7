package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;
import tribunal.verify.Troubles.Window;

/**
 * The part of recovery that is neighbours: while a declared poisoned delivery keeps failing, every other delivery is first
 * tried within the bound from when it was due. What an outage or a stalled node held up is left out.
 */
final class Isolation {
    private Isolation() {}

    static void judge(Evidence evidence, Findings findings) {
        List<Window> poisons = evidence.poisoned().keySet().stream()
                .flatMap(id -> evidence.deliveries().find(id).flatMap(Isolation::failing).stream())
                .toList();
        findings.checked("poisoned deliveries", poisons.size());
        findings.opportunities(poisons.size());
        if (!poisons.isEmpty()) {
            evidence.deliveries().all().stream()
                    .filter(d -> d.recorded().isPresent())
                    .filter(d -> !evidence.poisoned().containsKey(d.id()))
                    .forEach(d -> neighbour(evidence, d, poisons, findings));
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

    private static void neighbour(
            Evidence evidence, DeliveryEvidence delivery, List<Window> poisons, Findings findings) {
        long bound = evidence.run().limits().isolationBound().toNanos()
                + evidence.clocks().epsilon();
        delivery.timeline().first(HandedOver.class).ifPresent(first -> {
            long due = Math.max(delivery.recorded().orElseThrow().at(), first.due());
            Optional<Window> poison =
                    poisons.stream().filter(w -> w.overlaps(due, first.at())).findFirst();
            if (first.at() - due > bound
                    && poison.isPresent()
                    && !evidence.troubles().anyOutage(due, first.at())) {
                findings.violated("delivery held up by poison", heldUp(delivery, first, due, poison.get()));
            }
        });
    }

    private static Violation heldUp(DeliveryEvidence delivery, HandedOver first, long due, Window poison) {
        String sentence = "%s was first tried %s after it was due, while %s kept failing"
                .formatted(delivery.name(), Wording.seconds(first.at() - due), poison.what());
        List<Entry> proof = new ArrayList<>(List.of(first));
        delivery.recorded().ifPresent(proof::add);
        return violation(sentence, delivery.order(), proof);
    }
}

package tribunal.verify.guarantee.outcome;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel.FinalCondition;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.evidence.Effect;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The part of idempotent-outcomes that is what orders are in the end: in a final state, with their money right and no
 * courier held. An order whose effects were repeated is convicted of that already, and not of what follows from it.
 *
 * @param repeated the kinds of repeated effects, by order
 */
record FinalStateCheck(PartitionEvidence evidence, Map<String, Set<String>> repeated, Findings findings) {
    void judge() {
        for (OrderEvidence order : evidence.orders().values()) {
            if (evidence.complete(order)) {
                findings.checked("orders at drain", 1);
                order.current().ifPresent(end -> judge(order, end));
            }
        }
    }

    private void judge(OrderEvidence order, Committed end) {
        if (!evidence.restsInFinal(order)) {
            String sentence =
                    "%s is stuck in %s with nothing outstanding".formatted(FindingText.order(order.id()), end.status());
            findings.violated("order stuck", violation(sentence, order.id(), List.of(end)));
        }
        condition(order, end);
        if (!repeated("charge", order) && !repeated("refund", order)) {
            PaymentBalance.atEnd(order, end).ifPresent(v -> findings.violated("order with wrong money", v));
        }
        if (!repeated("assign", order) && !evidence.model().holding().contains(end.status())) {
            courier(order, end);
        }
    }

    /** Where the model sets one: what must not have been applied to an order that rests here. */
    private void condition(OrderEvidence order, Committed end) {
        @Nullable FinalCondition its = evidence.model().finals().get(end.status());
        if (its != null && its.unlessApplied() != null) {
            String kind = its.unlessApplied();
            boolean amounts = Optional.ofNullable(evidence.model().effects().get(kind))
                    .filter(declared -> declared.amount() != null)
                    .isPresent();
            order.applied(kind).stream()
                    .filter(a -> !amounts || a.amount() > 0)
                    .findFirst()
                    .ifPresent(a -> unrecorded(order, end, kind, a));
        }
    }

    private void unrecorded(OrderEvidence order, Committed end, String kind, EffectApplied applied) {
        String sentence =
                "%s rests in %s, but its %s was applied".formatted(FindingText.order(order.id()), end.status(), kind);
        findings.violated("order resting where it may not", violation(sentence, order.id(), List.of(applied, end)));
    }

    private boolean repeated(String kind, OrderEvidence order) {
        return repeated.getOrDefault(order.id(), Set.of()).contains(kind);
    }

    private void courier(OrderEvidence order, Committed end) {
        List<EffectApplied> released = order.applied("release");
        order.applied("assign").stream()
                .filter(a -> a.courier() != null)
                .filter(a -> released.stream().noneMatch(r -> Objects.equals(r.courier(), a.courier())))
                .forEach(a -> {
                    String sentence = "%s is %s, but still holds courier %s"
                            .formatted(FindingText.order(order.id()), end.status(), a.courier());
                    List<Entry> proof = new ArrayList<>(List.of(a, end));
                    proof.addAll(requests(order).toList());
                    findings.violated("order holding a courier", violation(sentence, order.id(), proof));
                });
    }

    private static Stream<Entry> requests(OrderEvidence order) {
        return Stream.concat(order.effects("assign"), order.effects("release")).map(Effect::requested);
    }
}

package tribunal.verify.guarantee.idempotence;

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
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks orders at the end: each is in a final state, with the right payments and without a courier. An order with
 * repeated effects is reported for those already, not for what follows from them.
 *
 * @param repeated the kinds of repeated effects, by order
 */
record FinalStateCheck(PartitionEvidence evidence, Map<String, Set<String>> repeated, Findings findings) {
    void judge() {
        for (OrderEvidence order : evidence.orders().values()) {
            if (evidence.isComplete(order)) {
                findings.countChecked("orders at drain", 1);
                order.current().ifPresent(end -> judge(order, end));
            }
        }
    }

    private void judge(OrderEvidence order, Committed end) {
        if (!evidence.isInFinalState(order)) {
            String sentence =
                    "%s is stuck in %s with nothing outstanding".formatted(FindingText.order(order.id()), end.state());
            findings.report("order stuck", sentence, order.id(), List.of(end));
        }
        checkCondition(order, end);
        if (!isRepeated("charge", order) && !isRepeated("refund", order)) {
            PaymentCheck.atEnd(order, end, findings);
        }
        if (!isRepeated("assign", order)
                && !evidence.model().statesWithCourier().contains(end.state())) {
            checkCourier(order, end);
        }
    }

    /** Checks the final state's condition, if the model sets one: an effect that must not have been applied. */
    private void checkCondition(OrderEvidence order, Committed end) {
        @Nullable FinalCondition condition = evidence.model().finalStates().get(end.state());
        if (condition != null && condition.unlessApplied() != null) {
            String kind = condition.unlessApplied();
            boolean amounts = Optional.ofNullable(evidence.model().effects().get(kind))
                    .filter(declared -> declared.amount() != null)
                    .isPresent();
            order.applied(kind).stream()
                    .filter(a -> !amounts || a.quantity() > 0)
                    .findFirst()
                    .ifPresent(a -> reportUnrecorded(order, end, kind, a));
        }
    }

    private void reportUnrecorded(OrderEvidence order, Committed end, String kind, EffectApplied applied) {
        String sentence =
                "%s rests in %s, but its %s was applied".formatted(FindingText.order(order.id()), end.state(), kind);
        findings.report("order resting where it may not", sentence, order.id(), List.of(applied, end));
    }

    private boolean isRepeated(String kind, OrderEvidence order) {
        return repeated.getOrDefault(order.id(), Set.of()).contains(kind);
    }

    private void checkCourier(OrderEvidence order, Committed end) {
        List<EffectApplied> released = order.applied("release");
        order.applied("assign").stream()
                .filter(a -> a.resource() != null)
                .filter(a -> released.stream().noneMatch(r -> Objects.equals(r.resource(), a.resource())))
                .forEach(a -> {
                    String sentence = "%s is %s, but still holds courier %s"
                            .formatted(FindingText.order(order.id()), end.state(), a.resource());
                    List<Entry> proof = new ArrayList<>(List.of(a, end));
                    Stream.concat(order.effects("assign"), order.effects("release"))
                            .map(EffectEvidence::requested)
                            .forEach(proof::add);
                    findings.report("order holding a courier", sentence, order.id(), proof);
                });
    }
}

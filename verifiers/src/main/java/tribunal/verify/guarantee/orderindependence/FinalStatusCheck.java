package tribunal.verify.guarantee.orderindependence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.NoneFree;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks how orders end: in a final state that the model allows for the causes that operations and third parties gave.
 * Which of {@code CANCELLED}, {@code REJECTED} and {@code REFUNDED} it is depends on the payments.
 */
final class FinalStatusCheck {
    private FinalStatusCheck() {}

    static void judge(PartitionEvidence evidence, OrderEvidence order, Findings findings) {
        order.current()
                .filter(_ -> evidence.isInFinalState(order))
                .ifPresent(end -> checkEnd(evidence, order, end, findings));
    }

    private static void checkEnd(PartitionEvidence evidence, OrderEvidence order, Committed end, Findings findings) {
        Set<String> causes = causes(order);
        if (!isLegal(evidence, causes, end)) {
            String sentence = "%s ended %s, which nothing that happened to it allows (%s)"
                    .formatted(FindingText.order(order.id()), end.state(), String.join(", ", causes));
            findings.reportAbsence("order with an illegal end", sentence, order.id(), proof(order, end));
        }
    }

    private static boolean isLegal(PartitionEvidence evidence, Set<String> causes, Committed end) {
        for (String cause : causes) {
            if (evidence.model().endsByCause().getOrDefault(cause, List.of()).contains(end.state())) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> causes(OrderEvidence order) {
        if (order.operations(Kind.CANCEL).stream().anyMatch(o -> o.outcome() == Outcome.ACKNOWLEDGED)) {
            return Set.of("cancel");
        }
        boolean asked = order.operations(Kind.CANCEL).stream().anyMatch(o -> !o.isForbidden());
        Set<String> causes = new TreeSet<>();
        if (asked && order.became(PartitionEvidence.CANCELLED).isPresent()) {
            causes.add("cancel");
        }
        List<EffectEvidence> refused = decisions(order, EffectRefused.class);
        List<EffectEvidence> noneFree = decisions(order, NoneFree.class);
        refused.forEach(e -> causes.add(e.kind() + "-refused"));
        noneFree.forEach(_ -> causes.add("none-free"));
        if (refused.isEmpty() && noneFree.isEmpty()) {
            causes.add("otherwise");
        }
        return causes;
    }

    private static List<EffectEvidence> decisions(OrderEvidence order, Class<? extends ThirdPartyEntry> kind) {
        return ListQueries.all(order.effects(), effect -> effect.hasOutcome(kind));
    }

    private static List<Entry> proof(OrderEvidence order, Committed end) {
        List<Entry> proof = new ArrayList<>(List.of(end));
        order.operations(Kind.CANCEL).forEach(o -> proof.addAll(o.answers()));
        decisions(order, EffectRefused.class).forEach(e -> proof.addAll(e.entries()));
        decisions(order, NoneFree.class).forEach(e -> proof.addAll(e.entries()));
        return proof;
    }
}

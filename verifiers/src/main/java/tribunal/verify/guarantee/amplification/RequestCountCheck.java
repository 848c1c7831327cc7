package tribunal.verify.guarantee.amplification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Bounds requests to third parties. At any moment an order has at most as many requests of one kind as attempts, copies
 * included, had begun of the functions that make them. Where requests record their subject, the bound holds for each
 * event. Kinds that the model assigns to no function are counted together with all others.
 */
final class RequestCountCheck {
    private final Map<String, Set<String>> functionsByKind = new HashMap<>();
    private final Findings findings;

    RequestCountCheck(AppModel model, Findings findings) {
        this.findings = findings;
        model.functions()
                .forEach((function, reaction) -> reaction.effects()
                        .keySet()
                        .forEach(kind -> functionsByKind
                                .computeIfAbsent(kind, _ -> new HashSet<>())
                                .add(function)));
    }

    /** Reports only the first excess request of an order. */
    void judge(OrderEvidence order) {
        for (int i = 1; i < order.effects().size(); i++) {
            EffectRequested request = order.effects().get(i).requested();
            Set<String> functions = functionsByKind.get(request.kind());
            if (functions != null) {
                long asked = alikeBefore(order, i) + 1;
                if (asked > 1 && asked > attemptsBegun(order, request, functions)) {
                    reportExcess(order, request, asked, attemptsBegun(order, request, functions));
                    return;
                }
            }
        }
        checkTotal(order);
    }

    private static long alikeBefore(OrderEvidence order, int index) {
        EffectRequested request = order.effects().get(index).requested();
        return ListQueries.count(order.effects().subList(0, index), effect -> isAlike(effect.requested(), request));
    }

    private static boolean isAlike(EffectRequested a, EffectRequested b) {
        return a.kind().equals(b.kind()) && Objects.equals(a.subject(), b.subject());
    }

    private static long attemptsBegun(OrderEvidence order, EffectRequested request, Set<String> functions) {
        long begun = 0;
        for (DeliveryEvidence delivery : order.deliveries()) {
            if (functions.contains(delivery.id().function()) && isAbout(order, delivery, request.subject())) {
                begun += attemptsBegun(delivery, request.at());
            }
        }
        return begun;
    }

    private static boolean isAbout(OrderEvidence order, DeliveryEvidence delivery, @Nullable String subject) {
        if (subject == null) {
            return true;
        }
        Optional<Committed> version = delivery.recorded().flatMap(event -> order.committed(event.version()));
        return version.isEmpty() || version.get().state().equals(subject);
    }

    private static long attemptsBegun(DeliveryEvidence delivery, long until) {
        return ListQueries.count(delivery.entries(), entry -> entry instanceof AttemptStarted && entry.at() <= until);
    }

    private void reportExcess(OrderEvidence order, EffectRequested request, long asked, long begun) {
        String sentence = "%s of %s was asked for %d times, in %s"
                .formatted(
                        FindingText.request(request),
                        FindingText.order(order.id()),
                        asked,
                        FindingText.count(begun, "attempt"));
        reportAsking(order, sentence, r -> isAlike(r, request));
    }

    private void checkTotal(OrderEvidence order) {
        long attempts = 0;
        for (DeliveryEvidence delivery : order.deliveries()) {
            attempts += delivery.executions();
        }
        if (order.effects().size() > attempts) {
            String sentence = "third parties were asked %d times for %s, in %s"
                    .formatted(
                            order.effects().size(),
                            FindingText.order(order.id()),
                            FindingText.count(attempts, "attempt"));
            reportAsking(order, sentence, _ -> true);
        }
    }

    private void reportAsking(OrderEvidence order, String sentence, Predicate<EffectRequested> which) {
        findings.reportAbsence(
                "order asking too often",
                sentence,
                order.id(),
                order.effects().stream()
                        .map(EffectEvidence::requested)
                        .filter(which)
                        .toList());
    }
}

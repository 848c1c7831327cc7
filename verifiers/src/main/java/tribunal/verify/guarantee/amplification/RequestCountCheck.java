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
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Bounds requests to third parties. At any moment an entity has at most as many requests of one kind as attempts, copies
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

    /** Reports only the first excess request of an entity. */
    void judge(EntityEvidence entity) {
        for (int i = 1; i < entity.effects().size(); i++) {
            EffectRequested request = entity.effects().get(i).requested();
            Set<String> functions = functionsByKind.get(request.kind());
            if (functions != null) {
                long asked = alikeBefore(entity, i) + 1;
                if (asked > 1 && asked > attemptsBegun(entity, request, functions)) {
                    reportExcess(entity, request, asked, attemptsBegun(entity, request, functions));
                    return;
                }
            }
        }
        checkTotal(entity);
    }

    private static long alikeBefore(EntityEvidence entity, int index) {
        EffectRequested request = entity.effects().get(index).requested();
        return ListQueries.count(entity.effects().subList(0, index), effect -> isAlike(effect.requested(), request));
    }

    private static boolean isAlike(EffectRequested a, EffectRequested b) {
        return a.kind().equals(b.kind()) && Objects.equals(a.subject(), b.subject());
    }

    private static long attemptsBegun(EntityEvidence entity, EffectRequested request, Set<String> functions) {
        long begun = 0;
        for (DeliveryEvidence delivery : entity.deliveries()) {
            if (functions.contains(delivery.id().function()) && isAbout(entity, delivery, request.subject())) {
                begun += attemptsBegun(delivery, request.at());
            }
        }
        return begun;
    }

    private static boolean isAbout(EntityEvidence entity, DeliveryEvidence delivery, @Nullable String subject) {
        if (subject == null) {
            return true;
        }
        Optional<Committed> version = delivery.recorded().flatMap(event -> entity.committed(event.version()));
        return version.isEmpty() || version.get().state().equals(subject);
    }

    private static long attemptsBegun(DeliveryEvidence delivery, long until) {
        return ListQueries.count(delivery.entries(), entry -> entry instanceof AttemptStarted && entry.at() <= until);
    }

    private void reportExcess(EntityEvidence entity, EffectRequested request, long asked, long begun) {
        String sentence = "%s of %s was asked for %d times, in %s"
                .formatted(
                        FindingText.request(request),
                        FindingText.entity(entity.id()),
                        asked,
                        FindingText.count(begun, "attempt"));
        reportAsking(entity, sentence, r -> isAlike(r, request));
    }

    private void checkTotal(EntityEvidence entity) {
        long attempts = 0;
        for (DeliveryEvidence delivery : entity.deliveries()) {
            attempts += delivery.executions();
        }
        if (entity.effects().size() > attempts) {
            String sentence = "third parties were asked %d times for %s, in %s"
                    .formatted(
                            entity.effects().size(),
                            FindingText.entity(entity.id()),
                            FindingText.count(attempts, "attempt"));
            reportAsking(entity, sentence, _ -> true);
        }
    }

    private void reportAsking(EntityEvidence entity, String sentence, Predicate<EffectRequested> which) {
        findings.reportAbsence(
                AppModel.typeOf(entity.id()) + " asking too often",
                sentence,
                entity.id(),
                entity.effects().stream()
                        .map(EffectEvidence::requested)
                        .filter(which)
                        .toList());
    }
}

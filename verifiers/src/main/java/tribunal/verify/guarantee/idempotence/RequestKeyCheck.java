package tribunal.verify.guarantee.idempotence;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the idempotency keys and the amounts of requests. An effect happens once for an entity, or once for an event;
 * that is its unit. All requests of one unit have the same key. Requests of different units have different keys, unless
 * one kind of effect closes the other. The amount is the one of the model.
 *
 * <p>A request without a key is allowed, since only a repeated effect does harm. Keys of different entities are not
 * compared: of two entities that share a key, one never gets its effect, and is convicted of that.
 */
record RequestKeyCheck(AppModel model, Findings findings) {
    /** Reports only the first wrong request of an entity. */
    void judge(EntityEvidence entity) {
        List<EffectEvidence> effects = entity.effects();
        for (int i = 0; i < effects.size(); i++) {
            EffectRequested request = effects.get(i).requested();
            AppModel.@Nullable Effect kind = model.effects().get(request.kind());
            if (kind != null && (hasWrongAmount(entity, request, kind) || hasKeyConflict(entity, i, kind))) {
                return;
            }
        }
    }

    private boolean hasWrongAmount(EntityEvidence entity, EffectRequested request, AppModel.Effect kind) {
        @Nullable String attribute = kind.quantity();
        if (attribute == null || entity.attribute(attribute) == null) {
            return false;
        }
        String asked = Long.toString(request.quantity());
        if (!ListQueries.any(entity.versions(), c -> asked.equals(c.attributes().get(attribute)))) {
            Committed last = entity.versions().getLast();
            String sentence = "%s of %s was asked for over %s, but its %s is %s"
                    .formatted(
                            FindingText.request(request),
                            FindingText.entity(entity.id()),
                            FindingText.quantity(model, request.kind(), request.quantity()),
                            attribute,
                            FindingText.value(
                                    model, attribute, last.attributes().get(attribute)));
            findings.report("request with a wrong amount", sentence, entity.id(), List.of(last, request));
            return true;
        }
        return false;
    }

    private boolean hasKeyConflict(EntityEvidence entity, int index, AppModel.Effect kind) {
        EffectRequested later = entity.effects().get(index).requested();
        if (later.key() == null) {
            return false;
        }
        for (int i = 0; i < index; i++) {
            EffectRequested earlier = entity.effects().get(i).requested();
            if (earlier.key() == null) {
                continue;
            }
            boolean sameKind = earlier.kind().equals(later.kind());
            if (Objects.equals(earlier.key(), later.key())) {
                if (sameKind ? isOtherUnit(earlier, later, kind) : !isLinked(earlier, later, kind)) {
                    return report(entity, earlier, later, "one key for both");
                }
                if (sameKind && earlier.quantity() != later.quantity()) {
                    return report(
                            entity,
                            earlier,
                            later,
                            "one key, once over %s and once over %s"
                                    .formatted(
                                            FindingText.quantity(model, earlier.kind(), earlier.quantity()),
                                            FindingText.quantity(model, later.kind(), later.quantity())));
                }
            } else if (sameKind && isSameUnit(earlier, later, kind)) {
                return report(entity, earlier, later, "two keys for one effect");
            }
        }
        return false;
    }

    private boolean isLinked(EffectRequested earlier, EffectRequested later, AppModel.Effect kind) {
        AppModel.@Nullable Effect other = model.effects().get(earlier.kind());
        return earlier.kind().equals(kind.closes())
                || (other != null && later.kind().equals(other.closes()));
    }

    /** Whether the requests are for different events; false without recorded subjects, which leave it open. */
    private static boolean isOtherUnit(EffectRequested a, EffectRequested b, AppModel.Effect kind) {
        return kind.isPerEvent()
                && a.subject() != null
                && b.subject() != null
                && !a.subject().equals(b.subject());
    }

    private static boolean isSameUnit(EffectRequested a, EffectRequested b, AppModel.Effect kind) {
        return !kind.isPerEvent() || (a.subject() != null && a.subject().equals(b.subject()));
    }

    private boolean report(EntityEvidence entity, EffectRequested earlier, EffectRequested later, String what) {
        String sentence = "%s and %s of %s were asked for with %s"
                .formatted(
                        FindingText.request(earlier),
                        FindingText.request(later),
                        FindingText.entity(entity.id()),
                        what);
        findings.report("request with a wrong key", sentence, entity.id(), List.of(earlier, later));
        return true;
    }
}

package tribunal.verify.guarantee.idempotence;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the idempotency keys and the amounts of requests. An effect happens once for an order, or once for an event;
 * that is its unit. All requests of one unit have the same key. Requests of different units have different keys, unless
 * one kind of effect closes the other. The amount is the one of the model.
 *
 * <p>A request without a key is allowed, since only a repeated effect does harm. Keys of different orders are not
 * compared: of two orders that share a key, one never gets its effect, and is convicted of that.
 */
record RequestKeyCheck(AppModel model, Findings findings) {
    /** Reports only the first wrong request of an order. */
    void judge(OrderEvidence order) {
        List<EffectEvidence> effects = order.effects();
        for (int i = 0; i < effects.size(); i++) {
            EffectRequested request = effects.get(i).requested();
            AppModel.@Nullable Effect kind = model.effects().get(request.kind());
            if (kind != null && (hasWrongAmount(order, request, kind) || hasKeyConflict(order, i, kind))) {
                return;
            }
        }
    }

    private boolean hasWrongAmount(OrderEvidence order, EffectRequested request, AppModel.Effect kind) {
        if ("total".equals(kind.amount())
                && !order.versions().isEmpty()
                && !ListQueries.any(order.versions(), c -> c.total() == request.quantity())) {
            Committed last = order.versions().getLast();
            String sentence = "%s of %s was asked for over %s, but its total is %s"
                    .formatted(
                            FindingText.request(request),
                            FindingText.order(order.id()),
                            FindingText.money(request.quantity()),
                            FindingText.money(last.total()));
            findings.report("request with a wrong amount", sentence, order.id(), List.of(last, request));
            return true;
        }
        return false;
    }

    private boolean hasKeyConflict(OrderEvidence order, int index, AppModel.Effect kind) {
        EffectRequested later = order.effects().get(index).requested();
        if (later.key() == null) {
            return false;
        }
        for (int i = 0; i < index; i++) {
            EffectRequested earlier = order.effects().get(i).requested();
            if (earlier.key() == null) {
                continue;
            }
            boolean sameKind = earlier.kind().equals(later.kind());
            if (Objects.equals(earlier.key(), later.key())) {
                if (sameKind ? isOtherUnit(earlier, later, kind) : !isLinked(earlier, later, kind)) {
                    return report(order, earlier, later, "one key for both");
                }
                if (sameKind && earlier.quantity() != later.quantity()) {
                    return report(
                            order,
                            earlier,
                            later,
                            "one key, once over %s and once over %s"
                                    .formatted(
                                            FindingText.money(earlier.quantity()),
                                            FindingText.money(later.quantity())));
                }
            } else if (sameKind && isSameUnit(earlier, later, kind)) {
                return report(order, earlier, later, "two keys for one effect");
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

    private boolean report(OrderEvidence order, EffectRequested earlier, EffectRequested later, String what) {
        String sentence = "%s and %s of %s were asked for with %s"
                .formatted(
                        FindingText.request(earlier), FindingText.request(later), FindingText.order(order.id()), what);
        findings.report("request with a wrong key", sentence, order.id(), List.of(earlier, later));
        return true;
    }
}

package tribunal.verify.guarantee.delivery;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Obligation;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.NoneFree;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.Effect;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.verdict.Findings;

/**
 * The part of at-least-once that is effects: a delivery that is done has those of its function applied, as third parties
 * recorded it. A repeated answer to a key that was never applied is no application. An effect of an event is found by what its
 * request is about; where the history does not say, by the attempts under way when it was asked for: never by the delivery that
 * the caller names.
 */
final class EffectObligations {
    private final Map<String, List<Promise>> byFunction = new HashMap<>();
    private final AppModel model;
    private final Findings findings;

    /** @param closers the kinds that close this one */
    private record Promise(String kind, boolean perEvent, boolean mayMoveOn, List<String> closers) {}

    EffectObligations(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        model.functions().forEach((function, reaction) -> {
            List<Promise> promises = new ArrayList<>();
            reaction.effects().forEach((kind, obligation) -> promises.add(promise(model, kind, obligation)));
            if (!promises.isEmpty()) {
                byFunction.put(function, promises);
            }
        });
        if (byFunction.isEmpty()) {
            findings.undeclared("effects of functions");
        }
    }

    private static Promise promise(AppModel model, String kind, Obligation obligation) {
        List<String> closers = model.effects().entrySet().stream()
                .filter(e -> kind.equals(e.getValue().closes()))
                .map(Map.Entry::getKey)
                .toList();
        boolean perEvent = Optional.ofNullable(model.effects().get(kind))
                .filter(AppModel.Effect::isPerEvent)
                .isPresent();
        return new Promise(kind, perEvent, obligation == Obligation.UNLESS_MOVED_ON, closers);
    }

    void judge(OrderEvidence order) {
        if (byFunction.isEmpty()) {
            return;
        }
        for (DeliveryEvidence delivery : order.deliveries()) {
            List<Promise> promises = byFunction.get(delivery.id().function());
            if (promises != null) {
                delivery.timeline()
                        .first(AttemptEnded.class, e -> e.ending() == Ending.DONE)
                        .ifPresent(done -> promises.forEach(promise -> judge(order, delivery, done, promise)));
            }
        }
    }

    private void judge(OrderEvidence order, DeliveryEvidence delivery, AttemptEnded done, Promise promise) {
        findings.checked("effects", 1);
        boolean kept = promise.perEvent()
                ? isAppliedToEvent(order, delivery, done, promise.kind())
                : isDecided(order, done, promise) || hasMovedOn(order, delivery, done, promise);
        if (!kept) {
            String sentence = "%s is done, but its %s was never applied".formatted(delivery.name(), promise.kind());
            findings.absent(
                    "delivery without its effect", violation(sentence, order.id(), proof(order, done, promise)));
        }
    }

    private static boolean isDecided(OrderEvidence order, AttemptEnded done, Promise promise) {
        for (Effect effect : order.effects()) {
            if (effect.kind().equals(promise.kind())
                    && effect.endedAt() <= done.at()
                    && (effect.firstApplied().isPresent()
                            || (promise.mayMoveOn() && isOtherwiseDecided(order, effect, promise)))) {
                return true;
            }
        }
        return false;
    }

    /** The order had left the event's status before the end, by a step that neither needs this effect nor its refusal. */
    private boolean hasMovedOn(OrderEvidence order, DeliveryEvidence delivery, AttemptEnded done, Promise promise) {
        return promise.mayMoveOn()
                && delivery.recorded()
                        .flatMap(event -> order.committed(event.version() + 1))
                        .filter(next -> next.at() <= done.at() && !restsOn(next, promise.kind()))
                        .isPresent();
    }

    private boolean restsOn(Committed step, String kind) {
        return model.transition(step.from(), step.status())
                .map(AppModel.Transition::requires)
                .filter(its -> kind.equals(its.applied()) || kind.equals(its.refused()) || kind.equals(its.noneFree()))
                .isPresent();
    }

    /** Refused, without anything free, or closed by an effect of this order that closes the kind. */
    private static boolean isOtherwiseDecided(OrderEvidence order, Effect effect, Promise promise) {
        if (effect.ended(EffectRefused.class) || effect.ended(NoneFree.class)) {
            return true;
        }
        if (!effect.ended(EffectClosed.class)) {
            return false;
        }
        for (Effect closing : order.effects()) {
            if (promise.closers().contains(closing.kind())
                    && closing.ended(EffectApplied.class)
                    && closing.endedAt() <= effect.endedAt()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAppliedToEvent(
            OrderEvidence order, DeliveryEvidence delivery, AttemptEnded done, String kind) {
        Optional<Committed> version = delivery.recorded().flatMap(event -> order.committed(event.version()));
        if (version.isEmpty()) {
            return true; // atomicity convicts an event without its version
        }
        for (Effect effect : order.effects()) {
            if (effect.kind().equals(kind)
                    && effect.firstApplied().isPresent()
                    && effect.endedAt() <= done.at()
                    && isAbout(effect, version.get(), delivery)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbout(Effect effect, Committed version, DeliveryEvidence delivery) {
        @Nullable String subject = effect.requested().subject();
        return subject == null ? isUnderWay(delivery, effect.requested().at()) : subject.equals(version.status());
    }

    /** Some attempt of it, or a copy of one, had begun and had not ended. */
    private static boolean isUnderWay(DeliveryEvidence delivery, long at) {
        List<Entry> entries = delivery.timeline().entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof AttemptStarted started
                    && started.at() <= at
                    && !delivery.timeline().has(AttemptEnded.class, e -> isEndOf(started, e) && e.at() < at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndOf(AttemptStarted started, AttemptEnded ended) {
        return ended.attempt() == started.attempt() && ended.copy() == started.copy() && ended.at() >= started.at();
    }

    private static List<Entry> proof(OrderEvidence order, AttemptEnded done, Promise promise) {
        List<Entry> proof = new ArrayList<>(List.of(done));
        order.effects(promise.kind()).forEach(effect -> {
            proof.add(effect.requested());
            effect.outcome().ifPresent(proof::add);
        });
        return proof;
    }
}

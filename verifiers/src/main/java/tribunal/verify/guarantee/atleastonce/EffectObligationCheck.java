package tribunal.verify.guarantee.atleastonce;

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
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.verdict.Findings;

/**
 * Checks effects: a done delivery has the effects of its function applied, as third parties recorded them. A repeated
 * answer to a key that was never applied is no application. The subject of a request shows to which event its effect
 * belongs. Where the history does not record a subject, the attempts under way at the request decide, and never the
 * delivery that the caller names.
 */
final class EffectObligationCheck {
    private final Map<String, List<RequiredEffect>> byFunction = new HashMap<>();
    private final AppModel model;
    private final Findings findings;

    /** @param closingKinds the kinds of effects that close this one */
    private record RequiredEffect(String kind, boolean perEvent, boolean mayMoveOn, List<String> closingKinds) {}

    EffectObligationCheck(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        model.functions().forEach((function, reaction) -> {
            List<RequiredEffect> required = new ArrayList<>();
            reaction.effects().forEach((kind, obligation) -> required.add(required(model, kind, obligation)));
            if (!required.isEmpty()) {
                byFunction.put(function, required);
            }
        });
        if (byFunction.isEmpty()) {
            findings.noteUndeclared("effects of functions");
        }
    }

    private static RequiredEffect required(AppModel model, String kind, Obligation obligation) {
        List<String> closingKinds = model.effects().entrySet().stream()
                .filter(e -> kind.equals(e.getValue().closes()))
                .map(Map.Entry::getKey)
                .toList();
        return new RequiredEffect(kind, model.isPerEvent(kind), obligation == Obligation.UNLESS_MOVED_ON, closingKinds);
    }

    void judge(EntityEvidence entity) {
        if (byFunction.isEmpty()) {
            return;
        }
        for (DeliveryEvidence delivery : entity.deliveries()) {
            List<RequiredEffect> required = byFunction.get(delivery.id().function());
            if (required != null) {
                delivery.completion()
                        .ifPresent(done -> required.forEach(requirement -> judge(entity, delivery, done, requirement)));
            }
        }
    }

    private void judge(
            EntityEvidence entity, DeliveryEvidence delivery, AttemptEnded done, RequiredEffect requirement) {
        findings.countChecked("effects", 1);
        boolean kept = requirement.perEvent()
                ? isAppliedToEvent(entity, delivery, done, requirement.kind())
                : isDecided(entity, done, requirement) || hasMovedOn(entity, delivery, done, requirement);
        if (!kept) {
            String sentence =
                    "%s is done, but its %s was never applied".formatted(delivery.description(), requirement.kind());
            findings.reportAbsence(
                    "delivery without its effect", sentence, entity.id(), proof(entity, done, requirement));
        }
    }

    private static boolean isDecided(EntityEvidence entity, AttemptEnded done, RequiredEffect requirement) {
        return ListQueries.any(
                entity.effects(),
                effect -> effect.kind().equals(requirement.kind())
                        && effect.endedAt() <= done.at()
                        && (effect.firstApplied().isPresent()
                                || (requirement.mayMoveOn() && isOtherwiseDecided(entity, effect, requirement))));
    }

    /** Whether the entity had left the event's state before, by a step that needs no decision on this effect. */
    private boolean hasMovedOn(
            EntityEvidence entity, DeliveryEvidence delivery, AttemptEnded done, RequiredEffect requirement) {
        return requirement.mayMoveOn()
                && delivery.recorded()
                        .flatMap(event -> entity.committed(event.version() + 1))
                        .filter(next -> next.at() <= done.at() && !needs(next, requirement.kind()))
                        .isPresent();
    }

    private boolean needs(Committed step, String kind) {
        return model.transition(step.entity(), step.from(), step.state())
                .map(EntityType.Transition::requires)
                .filter(required -> required.concerns(kind))
                .isPresent();
    }

    /** Whether it was refused, found none free, or was closed by an effect of this entity that closes its kind. */
    private static boolean isOtherwiseDecided(
            EntityEvidence entity, EffectEvidence effect, RequiredEffect requirement) {
        return effect.hasOutcome(ThirdPartyEntry.EffectRefused.class)
                || effect.hasOutcome(ThirdPartyEntry.NoneFree.class)
                || (effect.hasOutcome(ThirdPartyEntry.EffectClosed.class)
                        && ListQueries.any(
                                entity.effects(),
                                closing -> requirement.closingKinds().contains(closing.kind())
                                        && closing.hasOutcome(ThirdPartyEntry.EffectApplied.class)
                                        && closing.endedAt() <= effect.endedAt()));
    }

    private static boolean isAppliedToEvent(
            EntityEvidence entity, DeliveryEvidence delivery, AttemptEnded done, String kind) {
        Optional<Committed> version = delivery.recorded().flatMap(event -> entity.committed(event.version()));
        if (version.isEmpty()) {
            return true; // atomicity convicts an event without its version
        }
        return ListQueries.any(
                entity.effects(),
                effect -> effect.kind().equals(kind)
                        && effect.firstApplied().isPresent()
                        && effect.endedAt() <= done.at()
                        && isAbout(effect, version.get(), delivery));
    }

    private static boolean isAbout(EffectEvidence effect, Committed version, DeliveryEvidence delivery) {
        @Nullable String subject = effect.requested().subject();
        return subject == null ? isUnderWay(delivery, effect.requested().at()) : subject.equals(version.state());
    }

    /** Whether an attempt of the delivery, or a copy of one, had begun and had not ended. */
    private static boolean isUnderWay(DeliveryEvidence delivery, long at) {
        return delivery.has(
                AttemptStarted.class,
                started -> started.at() <= at
                        && !delivery.has(AttemptEnded.class, e -> isEndOf(started, e) && e.at() < at));
    }

    private static boolean isEndOf(AttemptStarted started, AttemptEnded ended) {
        return ended.attempt() == started.attempt() && ended.copy() == started.copy() && ended.at() >= started.at();
    }

    private static List<Entry> proof(EntityEvidence entity, AttemptEnded done, RequiredEffect requirement) {
        List<Entry> proof = new ArrayList<>(List.of(done));
        entity.effects(requirement.kind()).forEach(effect -> proof.addAll(effect.entries()));
        return proof;
    }
}

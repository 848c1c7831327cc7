package tribunal.verify.guarantee.orderindependence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Operation;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Outcome;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.NoneFree;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks how entities end: in a final state that the model allows for the causes that operations and third parties gave.
 * After an acknowledged operation, only that one counts. An operation that nobody answered counts if its state came.
 */
record OutcomeCheck(AppModel model, Findings findings) {
    void judge(PartitionEvidence evidence, EntityEvidence entity) {
        List<Outcome> outcomes = model.entity(entity.id()).outcomes();
        if (!outcomes.isEmpty()) {
            entity.current()
                    .filter(_ -> evidence.isInFinalState(entity))
                    .filter(end -> !isLegal(entity, outcomes, end))
                    .ifPresent(end -> reportIllegal(entity, outcomes, end));
        }
    }

    private boolean isLegal(EntityEvidence entity, List<Outcome> outcomes, Committed end) {
        for (Outcome outcome : caused(entity, outcomes)) {
            if (outcome.states().contains(end.state())) {
                return true;
            }
        }
        return false;
    }

    /** The outcomes whose causes happened to the entity. */
    private List<Outcome> caused(EntityEvidence entity, List<Outcome> outcomes) {
        List<Outcome> acknowledged = ListQueries.all(
                outcomes,
                outcome ->
                        isOperation(entity, operation(outcome), o -> o.outcome() == ClientEntry.Outcome.ACKNOWLEDGED));
        return acknowledged.isEmpty() ? ListQueries.all(outcomes, outcome -> isCaused(entity, outcome)) : acknowledged;
    }

    private static @Nullable String operation(Outcome outcome) {
        return outcome.after() == null ? null : outcome.after().acknowledged();
    }

    private static boolean isOperation(
            EntityEvidence entity, @Nullable String name, Predicate<ClientOperation> wanted) {
        return name != null && ListQueries.any(entity.operations(name), wanted);
    }

    private boolean isCaused(EntityEvidence entity, Outcome outcome) {
        @Nullable Cause after = outcome.after();
        if (after == null) {
            return !ListQueries.any(entity.effects(), OutcomeCheck::isDecidedAgainst);
        }
        if (after.acknowledged() != null) {
            return isOperation(entity, after.acknowledged(), o -> !o.isForbidden())
                    && Optional.ofNullable(model.operations().get(after.acknowledged()))
                            .map(Operation::to)
                            .flatMap(entity::became)
                            .isPresent();
        }
        return hasOutcome(entity, after.applied(), EffectApplied.class)
                || isOperation(entity, after.asked(), o -> !o.isForbidden())
                || hasOutcome(entity, after.refused(), EffectRefused.class)
                || hasOutcome(entity, after.noneFree(), NoneFree.class);
    }

    private static boolean hasOutcome(
            EntityEvidence entity, @Nullable String kind, Class<? extends ThirdPartyEntry> outcome) {
        return kind != null
                && ListQueries.any(
                        entity.effects(), effect -> effect.kind().equals(kind) && effect.hasOutcome(outcome));
    }

    private static boolean isDecidedAgainst(EffectEvidence effect) {
        return effect.hasOutcome(EffectRefused.class) || effect.hasOutcome(NoneFree.class);
    }

    private void reportIllegal(EntityEvidence entity, List<Outcome> outcomes, Committed end) {
        Set<String> causes = new TreeSet<>();
        for (Outcome outcome : caused(entity, outcomes)) {
            causes.add(outcome.after() == null ? "otherwise" : outcome.after().text());
        }
        List<Entry> proof = new ArrayList<>(List.of(end));
        for (Outcome outcome : outcomes) {
            @Nullable String operation = operation(outcome);
            if (operation != null) {
                entity.operations(operation).forEach(o -> proof.addAll(o.answers()));
            }
        }
        entity.effects().stream()
                .filter(OutcomeCheck::isDecidedAgainst)
                .forEach(effect -> proof.addAll(effect.entries()));
        String sentence = "%s ended %s, which nothing that happened to it allows (%s)"
                .formatted(FindingText.entity(entity.id()), end.state(), String.join(", ", causes));
        String kind = AppModel.typeOf(entity.id()) + " with an illegal end";
        findings.reportAbsence(kind, sentence, entity.id(), proof);
    }
}

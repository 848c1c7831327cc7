package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Effect;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType.FinalCondition;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks entities at the end: each is in a final state, with the right balances, and has given back its resources. One
 * with repeated effects is reported for those already, not for what follows from them.
 *
 * @param repeated the kinds of repeated effects, by entity
 */
record FinalStateCheck(
        PartitionEvidence evidence, Map<String, Set<String>> repeated, AccountCheck accounts, Findings findings) {
    void judge() {
        for (EntityEvidence entity : evidence.entities().values()) {
            if (evidence.isComplete(entity)) {
                findings.countChecked(FindingText.plural(type(entity)) + " at drain", 1);
                entity.current().ifPresent(end -> judge(entity, end));
            }
        }
    }

    private void judge(EntityEvidence entity, Committed end) {
        if (!evidence.isInFinalState(entity)) {
            String sentence = "%s is stuck in %s with nothing outstanding"
                    .formatted(FindingText.entity(entity.id()), end.state());
            findings.report(type(entity) + " stuck", sentence, entity.id(), List.of(end));
        }
        checkCondition(entity, end);
        accounts.checkEnd(entity, end, repeated(entity));
        evidence.model().resources().forEach((resource, declared) -> {
            if (!declared.heldOnlyIn().contains(end.state())) {
                checkGivenBack(entity, end, resource);
            }
        });
    }

    private static String type(EntityEvidence entity) {
        return AppModel.typeOf(entity.id());
    }

    /** Checks the final state's condition, if the model sets one: an effect that must not have been applied. */
    private void checkCondition(EntityEvidence entity, Committed end) {
        @Nullable
        FinalCondition condition =
                evidence.model().entity(entity.id()).finalStates().get(end.state());
        if (condition != null && condition.unlessApplied() != null) {
            String kind = condition.unlessApplied();
            boolean amounts = Optional.ofNullable(evidence.model().effects().get(kind))
                    .filter(declared -> declared.account() != null)
                    .isPresent();
            entity.applied(kind).stream()
                    .filter(a -> !amounts || a.quantity() > 0)
                    .findFirst()
                    .ifPresent(a -> reportUnrecorded(entity, end, kind, a));
        }
    }

    private void reportUnrecorded(EntityEvidence entity, Committed end, String kind, EffectApplied applied) {
        String sentence =
                "%s rests in %s, but its %s was applied".formatted(FindingText.entity(entity.id()), end.state(), kind);
        findings.report(type(entity) + " resting where it may not", sentence, entity.id(), List.of(applied, end));
    }

    private Set<String> repeated(EntityEvidence entity) {
        return repeated.getOrDefault(entity.id(), Set.of());
    }

    /** Checks that the entity gave back each resource of this kind that it took. */
    private void checkGivenBack(EntityEvidence entity, Committed end, String resource) {
        List<String> taking = kinds(effect -> resource.equals(effect.takes()));
        List<String> giving = kinds(effect -> resource.equals(effect.gives()));
        if (taking.stream().anyMatch(repeated(entity)::contains)) {
            return;
        }
        List<EffectApplied> givenBack =
                giving.stream().flatMap(kind -> entity.applied(kind).stream()).toList();
        taking.stream()
                .flatMap(kind -> entity.applied(kind).stream())
                .filter(a -> a.resource() != null)
                .filter(a -> givenBack.stream().noneMatch(r -> Objects.equals(r.resource(), a.resource())))
                .forEach(a -> {
                    String sentence = "%s is %s, but still holds %s %s"
                            .formatted(FindingText.entity(entity.id()), end.state(), resource, a.resource());
                    List<Entry> proof = new ArrayList<>(List.of(a, end));
                    Stream.concat(taking.stream(), giving.stream())
                            .flatMap(entity::effects)
                            .map(EffectEvidence::requested)
                            .forEach(proof::add);
                    findings.report("%s holding a %s".formatted(type(entity), resource), sentence, entity.id(), proof);
                });
    }

    private List<String> kinds(Predicate<Effect> wanted) {
        return evidence.model().effects().entrySet().stream()
                .filter(effect -> wanted.test(effect.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

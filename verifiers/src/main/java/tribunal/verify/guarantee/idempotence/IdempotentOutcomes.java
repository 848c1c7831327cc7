package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The idempotent-outcomes guarantee: however often a function runs, the outcome is that of one run. The records of
 * third parties decide, never the keys that the app sent; the keys must be right as well ({@link RequestKeyCheck}). The
 * end of an entity ({@link FinalStateCheck}, {@link ViewRecountCheck}) is judged only where nothing is missing, lost,
 * dead or outstanding.
 */
public final class IdempotentOutcomes implements Verifier {
    private final RunEvidence run;
    private final Findings findings;
    private final ViewRecountCheck recount;
    private final RequestKeyCheck keys;
    private final AccountCheck accounts;
    private long deliveries;
    private long repeatedDeliveries;
    private long repeatedInStorm;
    private long applied;
    private boolean isSubjectMissing;

    public IdempotentOutcomes(RunEvidence run) {
        this.run = run;
        findings = run.findings();
        recount = new ViewRecountCheck(run);
        keys = new RequestKeyCheck(run.model(), findings);
        accounts = new AccountCheck(run.model(), findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        Map<String, Set<String>> repeated = new HashMap<>();
        for (EntityEvidence entity : evidence.entities().values()) {
            Set<String> kinds = repeatedKinds(evidence, entity);
            repeated.put(entity.id(), kinds);
            accounts.checkNeverNegative(entity, kinds);
            keys.judge(entity);
        }
        if (run.isComplete()) {
            new FinalStateCheck(evidence, repeated, accounts, findings).judge();
            recount.gather(evidence);
        }
        count(evidence);
    }

    /** The kinds of effects that were applied more than once for this entity. */
    private Set<String> repeatedKinds(PartitionEvidence evidence, EntityEvidence entity) {
        if (!hasRepetition(evidence, entity)) {
            return Set.of();
        }
        Map<UniquenessScope, List<EffectEvidence>> applied = entity.effects().stream()
                .filter(e -> e.firstApplied().isPresent())
                .filter(e -> evidence.model().effects().containsKey(e.kind()))
                .collect(Collectors.groupingBy(e -> scope(evidence, e)));
        applied.values().removeIf(effects -> effects.size() < 2);
        applied.values().forEach(effects -> reportRepetition(evidence, entity, effects));
        return applied.values().stream()
                .map(effects -> effects.getFirst().kind())
                .collect(Collectors.toSet());
    }

    /** What an effect must be unique for: its kind within the entity, or its kind and event. */
    private record UniquenessScope(String kind, String event) {}

    private static UniquenessScope scope(PartitionEvidence evidence, EffectEvidence effect) {
        return new UniquenessScope(effect.kind(), isPerEvent(evidence, effect) ? event(effect) : "");
    }

    /** Whether an effect that must be unique is repeated; found before grouping, which sound entities never need. */
    private static boolean hasRepetition(PartitionEvidence evidence, EntityEvidence entity) {
        Set<UniquenessScope> units = new HashSet<>();
        for (EffectEvidence effect : entity.effects()) {
            if (effect.firstApplied().isPresent()
                    && evidence.model().effects().containsKey(effect.kind())
                    && !units.add(scope(evidence, effect))) {
                return true;
            }
        }
        return false;
    }

    /** The subject of the request; in a history without subjects, the event that the caller named. */
    private static String event(EffectEvidence effect) {
        return Optional.ofNullable(effect.requested().subject())
                .or(() -> effect.delivery().map(DeliveryId::event))
                .orElseGet(() -> "request " + effect.requested().request());
    }

    private static boolean isPerEvent(PartitionEvidence evidence, EffectEvidence effect) {
        return evidence.model().isPerEvent(effect.kind());
    }

    private void reportRepetition(PartitionEvidence evidence, EntityEvidence entity, List<EffectEvidence> effects) {
        EffectEvidence first = effects.getFirst();
        String done = evidence.model().past(first.kind());
        String times = effects.size() == 2 ? "twice" : effects.size() + " times";
        String event = isPerEvent(evidence, first) ? " of " + eventType(evidence, first) : "";
        String sentence = "%s was %s%s %s".formatted(FindingText.entity(entity.id()), done, event, times);
        findings.report(
                "%s %s twice".formatted(AppModel.typeOf(entity.id()), done),
                sentence,
                entity.id(),
                proof(evidence, effects));
    }

    private static String eventType(PartitionEvidence evidence, EffectEvidence effect) {
        return Optional.ofNullable(effect.requested().subject())
                .or(() -> effect.delivery()
                        .flatMap(id -> Optional.ofNullable(evidence.events().get(id.event())))
                        .map(EventRecorded::eventType))
                .orElse("an event");
    }

    /** Each application with its request, and the fates of the deliveries that requested it. */
    private static List<Entry> proof(PartitionEvidence evidence, List<EffectEvidence> effects) {
        List<Entry> proof = new ArrayList<>();
        for (EffectEvidence effect : effects) {
            proof.addAll(effect.entries());
            effect.delivery()
                    .flatMap(id -> evidence.deliveries().find(id))
                    .ifPresent(d -> proof.addAll(d.all(FateMet.class)));
        }
        return proof;
    }

    private void count(PartitionEvidence evidence) {
        deliveries += evidence.deliveries().all().size();
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            boolean isRepeated = delivery.executions() > 1;
            repeatedDeliveries += isRepeated ? 1 : 0;
            repeatedInStorm += isRepeated && evidence.inStorm(delivery) ? 1 : 0;
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            for (EffectEvidence effect : entity.effects()) {
                applied += effect.firstApplied().isPresent() ? 1 : 0;
                isSubjectMissing |= effect.requested().subject() == null && isPerEvent(evidence, effect);
            }
        }
    }

    @Override
    public Findings findings() {
        if (run.isComplete()) {
            recount.judge(findings);
        }
        findings.countOpportunities(repeatedInStorm);
        findings.countChecked("deliveries", deliveries);
        findings.countChecked("effects", applied);
        run.model()
                .views()
                .keySet()
                .forEach(view -> findings.countChecked(
                        FindingText.plural(view),
                        run.views().values().stream()
                                .filter(read -> read.view().equals(view))
                                .count()));
        findings.summarize("%s of %s deliveries ran more than once, each of %s effects was applied once%s"
                .formatted(
                        FindingText.number(repeatedDeliveries),
                        FindingText.number(deliveries),
                        FindingText.number(applied),
                        isSubjectMissing ? "; effects of events are attributed as the caller says" : ""));
        return findings;
    }
}

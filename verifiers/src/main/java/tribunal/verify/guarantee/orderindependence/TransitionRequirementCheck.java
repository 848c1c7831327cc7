package tribunal.verify.guarantee.orderindependence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Transition;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks what transitions require: the required effect or request had happened before the transition was committed. */
record TransitionRequirementCheck(AppModel model, Findings findings) {
    TransitionRequirementCheck {
        if (model.transitions().stream().allMatch(t -> t.requires() == null)) {
            findings.noteUndeclared("requires");
        }
    }

    /** Whether the requirement of this version's transition was met; reports a violation if it was not. */
    boolean met(PartitionEvidence evidence, EntityEvidence entity, Committed now, Transition transition) {
        @Nullable Cause requires = transition.requires();
        if (requires == null) {
            return true;
        }
        findings.countChecked("requirements", 1);
        boolean met = isDecided(evidence, entity, requires.applied(), ThirdPartyEntry.EffectApplied.class, now)
                && isDecided(evidence, entity, requires.refused(), ThirdPartyEntry.EffectRefused.class, now)
                && isDecided(evidence, entity, requires.noneFree(), ThirdPartyEntry.NoneFree.class, now)
                && isAsked(evidence, entity, requires.asked(), now);
        if (!met) {
            reportUnmet(entity, now, requires);
        }
        return met;
    }

    private static boolean isDecided(
            PartitionEvidence evidence,
            EntityEvidence entity,
            @Nullable String kind,
            Class<? extends ThirdPartyEntry> how,
            Committed now) {
        return kind == null
                || ListQueries.any(
                        entity.effects(),
                        effect -> effect.kind().equals(kind)
                                && effect.hasOutcome(how)
                                && !evidence.clocks().certainlyBefore(now.at(), effect.endedAt()));
    }

    private static boolean isAsked(
            PartitionEvidence evidence, EntityEvidence entity, @Nullable String operationName, Committed now) {
        return operationName == null
                || ListQueries.any(
                        entity.operations(operationName),
                        operation -> !evidence.clocks()
                                .certainlyBefore(now.at(), operation.first().at()));
    }

    private void reportUnmet(EntityEvidence entity, Committed now, Cause requires) {
        String sentence = "%s went %s, but %s"
                .formatted(
                        FindingText.entity(entity.id()), FindingText.step(now.from(), now.state()), missing(requires));
        List<Entry> proof = new ArrayList<>(List.of(now));
        for (EffectEvidence effect : entity.effects()) {
            if (requires.concerns(effect.kind())) {
                proof.addAll(effect.entries());
            }
        }
        findings.reportAbsence(AppModel.typeOf(entity.id()) + " moved without grounds", sentence, entity.id(), proof);
    }

    private static String missing(Cause requires) {
        if (requires.applied() != null) {
            return "no " + requires.applied() + " had been applied";
        }
        if (requires.refused() != null) {
            return "no " + requires.refused() + " had been refused";
        }
        return requires.noneFree() != null
                ? "no " + requires.noneFree() + " had found none free"
                : "nobody had asked for " + requires.asked();
    }
}

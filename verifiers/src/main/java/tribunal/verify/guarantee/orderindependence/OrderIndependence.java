package tribunal.verify.guarantee.orderindependence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType.Transition;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.Inversions;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The order-independence guarantee: entities change by legal steps only, regardless of the order in which their events
 * arrive. Each step has what it requires, fixed attributes keep their values, and the end is legal.
 */
public final class OrderIndependence implements Verifier {
    private final Findings findings;
    private final TransitionRequirementCheck requirements;
    private final AttributeStabilityCheck attributes;
    private final OutcomeCheck outcomes;
    private final Supplier<Inversions> inversions;

    /** @param inversions those of all partitions that were judged */
    public OrderIndependence(RunEvidence run, Supplier<Inversions> inversions) {
        findings = run.findingsAcrossClocks();
        requirements = new TransitionRequirementCheck(run.model(), findings);
        attributes = new AttributeStabilityCheck(run.model(), findings);
        outcomes = new OutcomeCheck(run.model(), findings);
        this.inversions = inversions;
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        for (EntityEvidence entity : evidence.entities().values()) {
            findings.countChecked(FindingText.plural(AppModel.typeOf(entity.id())), 1);
            if (hasLegalSteps(evidence, entity)) {
                attributes.judge(entity);
                outcomes.judge(evidence, entity);
            }
        }
    }

    /** Reports only the first illegal step of an entity: later steps, and its end, follow from it. */
    private boolean hasLegalSteps(PartitionEvidence evidence, EntityEvidence entity) {
        List<Committed> versions = entity.versions();
        for (int i = 0; i < versions.size(); i++) {
            findings.countChecked("steps", 1);
            Committed now = versions.get(i);
            if (i > 0 && !follows(versions.get(i - 1), now)) {
                reportBackwards(versions.get(i - 1), now);
                return false;
            }
            if (skipsVersion(i == 0 ? null : versions.get(i - 1), now)) {
                reportSkipped(versions.subList(Math.max(0, i - 1), i + 1));
                return false;
            }
            Optional<Transition> transition = evidence.model().transition(now.entity(), now.from(), now.state());
            if (transition.isEmpty()) {
                reportIllegal(versions.subList(Math.max(0, i - 1), i + 1));
                return false;
            }
            if (!requirements.met(evidence, entity, now, transition.get())) {
                return false;
            }
        }
        return true;
    }

    /** Whether this step continues from the version before. Atomicity reports a version that is missing in between. */
    private static boolean follows(Committed before, Committed now) {
        boolean next = now.version() == before.version() + 1 && Objects.equals(now.from(), before.state());
        return next || now.version() > before.version() + 1;
    }

    /** Whether the number is too high although the state is the next one: no version is missing in between. */
    private static boolean skipsVersion(@Nullable Committed before, Committed now) {
        return before == null
                ? now.version() > 1 && now.from() == null
                : now.version() > before.version() + 1 && Objects.equals(now.from(), before.state());
    }

    private void reportSkipped(List<Committed> steps) {
        Committed now = steps.getLast();
        String sentence = "%s went %s, and its version from %d to %d"
                .formatted(
                        FindingText.entity(now.entity()),
                        FindingText.step(now.from(), now.state()),
                        steps.size() == 1 ? 0 : steps.getFirst().version(),
                        now.version());
        findings.report(AppModel.typeOf(now.entity()) + " skipping a version", sentence, now.entity(), steps);
    }

    private void reportBackwards(Committed before, Committed now) {
        String sentence = "%s was version %d (%s), and then became version %d by %s"
                .formatted(
                        FindingText.entity(now.entity()),
                        before.version(),
                        before.state(),
                        now.version(),
                        FindingText.step(now.from(), now.state()));
        findings.report(
                AppModel.typeOf(now.entity()) + " moved backwards", sentence, now.entity(), List.of(before, now));
    }

    private void reportIllegal(List<Committed> steps) {
        Committed now = steps.getLast();
        String sentence = "%s went %s in version %d, which is not legal"
                .formatted(FindingText.entity(now.entity()), FindingText.step(now.from(), now.state()), now.version());
        findings.report(AppModel.typeOf(now.entity()) + " moved illegally", sentence, now.entity(), steps);
    }

    @Override
    public Findings findings() {
        Inversions survived = inversions.get();
        findings.countOpportunities(survived.inStorm());
        findings.countChecked("inversions", survived.all());
        findings.summarize("%s survived, %s of them by state-changing functions"
                .formatted(
                        FindingText.count(survived.all(), "inversion"),
                        FindingText.number(survived.byStateChanging())));
        return findings;
    }
}

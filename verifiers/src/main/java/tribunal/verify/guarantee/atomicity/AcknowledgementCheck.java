package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Operation;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks acknowledgements and refusals: an acknowledged operation is committed, a refused one is not. */
final class AcknowledgementCheck {
    private final AppModel model;
    private final Findings findings;
    private long indeterminate;
    private long unresolved;

    AcknowledgementCheck(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void judge(PartitionEvidence evidence) {
        for (ClientOperation operation : evidence.operations()) {
            operation.acknowledgements().forEach(a -> checkAcknowledgement(evidence, operation, a));
            Operation declared = model.operations().get(operation.name());
            if (declared == null || declared.to() == null) {
                continue;
            }
            if (operation.outcome() == Outcome.REFUSED) {
                checkRefusal(evidence, operation, declared, declared.to());
            }
            if (operation.outcome() == Outcome.INDETERMINATE) {
                indeterminate++;
                unresolved += isUnresolved(evidence, operation, declared.to()) ? 1 : 0;
            }
        }
    }

    /** The number of operations that were neither acknowledged nor refused. */
    long indeterminate() {
        return indeterminate;
    }

    /** The number of indeterminate operations whose outcome the store does not show. */
    long unresolved() {
        return unresolved;
    }

    private void checkAcknowledgement(PartitionEvidence evidence, ClientOperation operation, OperationAnswered a) {
        findings.countChecked("acknowledgements", 1);
        EntityEvidence entity = evidence.entity(operation.entity()).orElseThrow();
        entity.committed(a.version(), a.state())
                .ifPresentOrElse(c -> checkTime(evidence, a, c), () -> reportNeverCommitted(entity, a));
    }

    private void reportNeverCommitted(EntityEvidence entity, OperationAnswered a) {
        String kind = "acknowledgement without its commit";
        String sentence = "%s was acknowledged as version %d (%s), which was never committed"
                .formatted(FindingText.entity(entity.id()), a.version(), a.state());
        entity.committed(a.version())
                .ifPresentOrElse(
                        other -> findings.report(kind, sentence, entity.id(), List.of(a, other)),
                        () -> findings.reportAbsence(kind, sentence, entity.id(), List.of(a)));
    }

    private void checkTime(PartitionEvidence evidence, OperationAnswered a, Committed c) {
        if (evidence.clocks().certainlyBefore(a.at(), c.at())) {
            String sentence = "%s was acknowledged %s before it was committed"
                    .formatted(FindingText.version(c), FindingText.millis(c.at() - a.at()));
            findings.report("acknowledgement before its commit", sentence, c.entity(), List.of(a, c));
        }
    }

    private void checkRefusal(
            PartitionEvidence evidence, ClientOperation operation, Operation declared, String result) {
        findings.countChecked("refusals", 1);
        Optional<Committed> effect = effectOf(evidence, operation, declared, result);
        if (effect.isPresent()) {
            String sentence = "%s of %s was refused, but took effect"
                    .formatted(operation.name(), FindingText.entity(operation.entity()));
            List<Entry> proof = new ArrayList<>(operation.answers());
            proof.addAll(operation.sends());
            proof.add(effect.get());
            findings.report("operation refused with an effect", sentence, operation.entity(), proof);
        } else if (declared.changes() != null && !operation.isForbidden()) {
            operation.answers().forEach(a -> checkGrounds(evidence, operation, a, result));
        }
    }

    /** The change that only this operation can have caused. */
    private static Optional<Committed> effectOf(
            PartitionEvidence evidence, ClientOperation operation, Operation declared, String result) {
        EntityEvidence entity = evidence.entity(operation.entity()).orElseThrow();
        if (declared.creates() != null) {
            return entity.committed(1);
        }
        boolean another = entity.operations(operation.name()).stream()
                .anyMatch(o -> o.outcome() != Outcome.REFUSED && !o.isForbidden());
        return another ? Optional.empty() : entity.became(result);
    }

    /** A change may be refused only if a state within [sent − ε, answered + ε] forbade it. */
    private void checkGrounds(
            PartitionEvidence evidence, ClientOperation operation, OperationAnswered a, String result) {
        OperationSent sent = operation.sent(a);
        long epsilon = evidence.clocks().epsilon();
        EntityEvidence entity = evidence.entity(operation.entity()).orElseThrow();
        List<Committed> states = states(entity, sent.at() - epsilon, a.at() + epsilon);
        boolean existed = !states.isEmpty() && entity.visibleSince(1) <= sent.at() - epsilon;
        if (existed
                && states.stream()
                        .allMatch(c ->
                                model.transition(c.entity(), c.state(), result).isPresent())) {
            String sentence = "%s of %s was refused while it was %s, which allows it"
                    .formatted(
                            operation.name(),
                            FindingText.entity(operation.entity()),
                            states.getLast().state());
            List<Entry> proof = new ArrayList<>(states);
            proof.addAll(List.of(sent, a));
            findings.reportAbsence("operation refused without grounds", sentence, operation.entity(), proof);
        }
    }

    /** The state at {@code from}, and the later states until {@code to}. */
    private static List<Committed> states(EntityEvidence entity, long from, long to) {
        Optional<Committed> before = ListQueries.first(entity.versions().reversed(), c -> c.at() <= from);
        List<Committed> during = ListQueries.all(entity.versions(), c -> c.at() > from && c.at() <= to);
        before.ifPresent(during::addFirst);
        return during;
    }

    private static boolean isUnresolved(PartitionEvidence evidence, ClientOperation operation, String result) {
        EntityEvidence entity = evidence.entity(operation.entity()).orElseThrow();
        return !evidence.run().isComplete() && entity.became(result).isEmpty();
    }
}

package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/** Checks acknowledgements and refusals: an acknowledged operation is committed, a refused one is not. */
final class AcknowledgementCheck {
    private final Findings findings;
    private long indeterminate;
    private long unresolved;

    AcknowledgementCheck(Findings findings) {
        this.findings = findings;
    }

    void judge(PartitionEvidence evidence) {
        for (ClientOperation operation : evidence.operations()) {
            operation.acknowledgements().forEach(a -> checkAcknowledgement(evidence, operation, a));
            if (operation.kind() == Kind.READ) {
                continue;
            }
            if (operation.outcome() == Outcome.REFUSED) {
                checkRefusal(evidence, operation);
            }
            if (operation.outcome() == Outcome.INDETERMINATE) {
                indeterminate++;
                unresolved += isUnresolved(evidence, operation) ? 1 : 0;
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
        OrderEvidence order = evidence.order(operation.order()).orElseThrow();
        order.committed(a.version(), a.state())
                .ifPresentOrElse(c -> checkTime(evidence, a, c), () -> reportNeverCommitted(order, a));
    }

    private void reportNeverCommitted(OrderEvidence order, OperationAnswered a) {
        String kind = "acknowledgement without its commit";
        String sentence = "%s was acknowledged as version %d (%s), which was never committed"
                .formatted(FindingText.order(order.id()), a.version(), a.state());
        order.committed(a.version())
                .ifPresentOrElse(
                        other -> findings.report(kind, sentence, order.id(), List.of(a, other)),
                        () -> findings.reportAbsence(kind, sentence, order.id(), List.of(a)));
    }

    private void checkTime(PartitionEvidence evidence, OperationAnswered a, Committed c) {
        if (evidence.clocks().certainlyBefore(a.at(), c.at())) {
            String sentence = "%s was acknowledged %s before it was committed"
                    .formatted(FindingText.version(c), FindingText.millis(c.at() - a.at()));
            findings.report("acknowledgement before its commit", sentence, c.entity(), List.of(a, c));
        }
    }

    private void checkRefusal(PartitionEvidence evidence, ClientOperation operation) {
        findings.countChecked("refusals", 1);
        Optional<Committed> effect = effectOf(evidence, operation);
        if (effect.isPresent()) {
            String sentence = "%s of %s was refused, but took effect"
                    .formatted(operation.kind(), FindingText.order(operation.order()));
            List<Entry> proof = new ArrayList<>(operation.answers());
            proof.addAll(operation.sends());
            proof.add(effect.get());
            findings.report("operation refused with an effect", sentence, operation.order(), proof);
        } else if (operation.kind() == Kind.CANCEL && !operation.isForbidden()) {
            operation.answers().forEach(a -> checkGrounds(evidence, operation, a));
        }
    }

    /** The change that only this operation can have caused. */
    private static Optional<Committed> effectOf(PartitionEvidence evidence, ClientOperation operation) {
        OrderEvidence order = evidence.order(operation.order()).orElseThrow();
        if (operation.kind() == Kind.PLACE) {
            return order.committed(1);
        }
        boolean another = order.operations(Kind.CANCEL).stream()
                .anyMatch(o -> o.outcome() != Outcome.REFUSED && !o.isForbidden());
        return another ? Optional.empty() : order.became(PartitionEvidence.CANCELLED);
    }

    /** A cancel may be refused only if a state within [sent − ε, answered + ε] forbade it. */
    private void checkGrounds(PartitionEvidence evidence, ClientOperation operation, OperationAnswered a) {
        OperationSent sent = operation.sent(a);
        long epsilon = evidence.clocks().epsilon();
        OrderEvidence order = evidence.order(operation.order()).orElseThrow();
        List<Committed> states = states(order, sent.at() - epsilon, a.at() + epsilon);
        boolean existed = !states.isEmpty() && order.visibleSince(1) <= sent.at() - epsilon;
        if (existed && states.stream().allMatch(c -> allowsCancel(evidence, c))) {
            String sentence = "a cancel of %s was refused while it was %s, which allows it"
                    .formatted(
                            FindingText.order(operation.order()),
                            states.getLast().state());
            List<Entry> proof = new ArrayList<>(states);
            proof.addAll(List.of(sent, a));
            findings.reportAbsence("cancel refused without grounds", sentence, operation.order(), proof);
        }
    }

    private static boolean allowsCancel(PartitionEvidence evidence, Committed c) {
        return evidence.model()
                .transition(c.state(), PartitionEvidence.CANCELLED)
                .isPresent();
    }

    /** The state at {@code from}, and the later states until {@code to}. */
    private static List<Committed> states(OrderEvidence order, long from, long to) {
        Optional<Committed> before = ListQueries.first(order.versions().reversed(), c -> c.at() <= from);
        List<Committed> during = ListQueries.all(order.versions(), c -> c.at() > from && c.at() <= to);
        before.ifPresent(during::addFirst);
        return during;
    }

    private static boolean isUnresolved(PartitionEvidence evidence, ClientOperation operation) {
        OrderEvidence order = evidence.order(operation.order()).orElseThrow();
        return !evidence.run().isComplete()
                && (operation.kind() == Kind.PLACE
                        ? order.versions().isEmpty()
                        : order.became(PartitionEvidence.CANCELLED).isEmpty());
    }
}

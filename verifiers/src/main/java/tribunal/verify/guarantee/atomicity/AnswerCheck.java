package tribunal.verify.guarantee.atomicity;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the content of answers for the operations that the model declares. An acknowledgement shows the operation's
 * result or a later version. All sends get the same answer, an operation that took effect is not refused, and the
 * result is as requested. No customer gets an answer about another customer's order.
 */
final class AnswerCheck {
    private static final String CUSTOMER = "customer";
    private static final String RESTAURANT = "restaurant";
    private static final String TOTAL = "total";

    private final AppModel model;
    private final Findings findings;

    AnswerCheck(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void judge(PartitionEvidence evidence) {
        if (model.operations().isEmpty()) {
            return;
        }
        for (ClientOperation operation : evidence.operations()) {
            AppModel.@Nullable Operation declared = model.operations().get(operation.kind());
            if (declared != null) {
                OrderEvidence order = Objects.requireNonNull(evidence.orders().get(operation.order()));
                judge(evidence, operation, declared, order);
            }
        }
        for (OrderEvidence order : evidence.orders().values()) {
            if (order.operations().size() > 1) {
                model.operations().forEach((kind, declared) -> checkOwnChange(order, kind, declared));
            }
        }
    }

    private void judge(
            PartitionEvidence evidence, ClientOperation operation, AppModel.Operation declared, OrderEvidence order) {
        checkContent(operation, declared, order);
        for (OperationAnswered a : operation.answers()) {
            switch (a.outcome()) {
                case ACKNOWLEDGED -> checkAcknowledgement(operation, declared, order, a);
                case REFUSED -> checkRefusal(evidence, operation, declared, order, a);
                case INDETERMINATE -> {}
            }
        }
        if (!declared.equals().isEmpty() && operation.outcome() != Outcome.REFUSED) {
            checkRequested(operation, declared, order);
        }
    }

    /** Checks that forbidden content has no effect, and that legal content is not refused. */
    private void checkContent(ClientOperation operation, AppModel.Operation declared, OrderEvidence order) {
        if (operation.isForbidden()) {
            if (operation.outcome() == Outcome.ACKNOWLEDGED || tookEffect(operation, declared, order)) {
                List<Entry> proof = new ArrayList<>(operation.sends());
                proof.addAll(operation.answers());
                proof.addAll(order.versions());
                String sentence = "%s was not refused, although its content is forbidden".formatted(name(operation));
                findings.violated("operation with forbidden content", violation(sentence, order.id(), proof));
            }
        } else if (operation.first().content() == Content.LEGAL) {
            for (OperationAnswered a : operation.answers()) {
                if (a.outcome() == Outcome.REFUSED) {
                    String sentence =
                            "%s was refused (%s), although its content is legal".formatted(name(operation), a.reason());
                    findings.violated(
                            "operation with legal content refused",
                            violation(sentence, order.id(), List.of(sent(operation, a), a)));
                    return;
                }
            }
        }
    }

    /** Whether the order was in the status that the operation asks for, and no other operation asked for it. */
    private static boolean tookEffect(ClientOperation operation, AppModel.Operation declared, OrderEvidence order) {
        return order.versions().stream().anyMatch(c -> c.status().equals(declared.to()))
                && order.operations(operation.first().kind()).stream().allMatch(ClientOperation::isForbidden);
    }

    private void checkAcknowledgement(
            ClientOperation operation, AppModel.Operation declared, OrderEvidence order, OperationAnswered a) {
        for (Committed c : order.versions()) {
            if (c.version() == a.version() && c.status().equals(a.status())) {
                checkResult(operation, declared, order, a, c);
                checkTotal(a, c);
            }
        }
        checkCustomer(operation, declared, order, a);
    }

    /** Checks that the acknowledged version, or one before it, has the status that the operation brings about. */
    private void checkResult(
            ClientOperation operation,
            AppModel.Operation declared,
            OrderEvidence order,
            OperationAnswered a,
            Committed shown) {
        if (declared.to() == null || hasReached(order, declared.to(), a.version())) {
            return;
        }
        String sentence = "%s was acknowledged with version %d (%s), before it was %s"
                .formatted(name(operation), a.version(), a.status(), declared.to());
        findings.violatedByAbsence(
                "acknowledgement without the operation's result",
                violation(sentence, operation.order(), List.of(sent(operation, a), a, shown)));
    }

    private static boolean hasReached(OrderEvidence order, String status, int version) {
        for (Committed c : order.versions()) {
            if (c.version() <= version && c.status().equals(status)) {
                return true;
            }
        }
        return false;
    }

    private void checkTotal(OperationAnswered a, Committed c) {
        if (a.total() != null && a.total() != c.total()) {
            String sentence = "an answer showed version %d of %s with a total of %s, but %s was committed"
                    .formatted(
                            c.version(),
                            FindingText.order(c.order()),
                            FindingText.money(a.total()),
                            FindingText.money(c.total()));
            findings.violated("answer with a wrong total", violation(sentence, c.order(), List.of(a, c)));
        }
    }

    private void checkCustomer(
            ClientOperation operation, AppModel.Operation declared, OrderEvidence order, OperationAnswered a) {
        if (!CUSTOMER.equals(declared.by()) || order.versions().isEmpty()) {
            return;
        }
        Committed first = order.versions().getFirst();
        OperationSent sent = sent(operation, a);
        if (!first.customer().equals(sent.customer())) {
            String sentence = "%s was acknowledged to %s, but is %s's"
                    .formatted(name(operation), sent.customer(), first.customer());
            findings.violated(
                    "acknowledgement to a stranger", violation(sentence, operation.order(), List.of(sent, a, first)));
        }
    }

    /** Compares the result with every send of the operation, because only the app knows which one it carried out. */
    private void checkRequested(ClientOperation operation, AppModel.Operation declared, OrderEvidence order) {
        Optional<Committed> result = Optional.ofNullable(declared.to()).flatMap(order::became);
        if (result.isEmpty()) {
            return;
        }
        Committed c = result.get();
        for (String attribute : declared.equals()) {
            if (!isAskedFor(operation, attribute, c)) {
                OperationSent sent = operation.first();
                String sentence = "%s asked for %s %s, but %s was committed"
                        .formatted(name(operation), attribute, asked(sent, attribute), committed(c, attribute));
                findings.violated(
                        "order committed otherwise than asked for", violation(sentence, c.order(), List.of(sent, c)));
                return;
            }
        }
    }

    private static boolean isAskedFor(ClientOperation operation, String attribute, Committed c) {
        for (OperationSent sent : operation.sends()) {
            @Nullable String asked = asked(sent, attribute);
            if (asked == null || asked.equals(committed(c, attribute))) {
                return true;
            }
        }
        return false;
    }

    /** Null if the history does not record it. */
    private static @Nullable String asked(OperationSent sent, String attribute) {
        return switch (attribute) {
            case CUSTOMER -> sent.customer();
            case RESTAURANT -> sent.restaurant();
            case TOTAL -> sent.total() == null ? null : FindingText.money(sent.total());
            default -> null;
        };
    }

    /** The committed value of an attribute that requests record; the total, if it is neither of the others. */
    private static String committed(Committed c, String attribute) {
        return switch (attribute) {
            case CUSTOMER -> c.customer();
            case RESTAURANT -> c.restaurant();
            default -> FindingText.money(c.total());
        };
    }

    private void checkRefusal(
            PartitionEvidence evidence,
            ClientOperation operation,
            AppModel.Operation declared,
            OrderEvidence order,
            OperationAnswered refusal) {
        OperationSent sent = sent(operation, refusal);
        Optional<OperationAnswered> before = acknowledgedBefore(operation, sent.at());
        if (declared.to() == null) {
            return;
        }
        if (before.isPresent()) {
            String sentence = "%s was acknowledged, and then refused when it was sent again".formatted(name(operation));
            findings.violated(
                    "operation refused after its acknowledgement",
                    violation(sentence, operation.order(), List.of(before.get(), sent, refusal)));
        } else if (operation.outcome() != Outcome.REFUSED) {
            tookEffect(operation, declared.to(), order)
                    .filter(c -> evidence.clocks().certainlyBefore(c.at(), sent.at()))
                    .ifPresent(c -> refusedAfterEffect(operation, c, sent, refusal));
        }
    }

    private void refusedAfterEffect(
            ClientOperation operation, Committed c, OperationSent sent, OperationAnswered refusal) {
        String sentence = "%s took effect, and was refused when it was sent again".formatted(name(operation));
        findings.violated(
                "operation refused after its effect",
                violation(sentence, operation.order(), List.of(c, sent, refusal)));
    }

    private static Optional<OperationAnswered> acknowledgedBefore(ClientOperation operation, long time) {
        for (OperationAnswered a : operation.answers()) {
            if (a.outcome() == Outcome.ACKNOWLEDGED && a.at() < time) {
                return Optional.of(a);
            }
        }
        return Optional.empty();
    }

    /** The change that only this operation can have caused, if there was one. */
    private static Optional<Committed> tookEffect(ClientOperation operation, String to, OrderEvidence order) {
        for (ClientOperation other : order.operations()) {
            if (!other.equals(operation) && other.kind() == operation.kind() && other.outcome() != Outcome.REFUSED) {
                return Optional.empty();
            }
        }
        return order.became(to);
    }

    /** Checks that each acknowledged operation of a kind has a change of its own. */
    private void checkOwnChange(OrderEvidence order, Kind kind, AppModel.Operation declared) {
        List<Entry> acknowledged = new ArrayList<>(2);
        for (ClientOperation operation : order.operations()) {
            if (operation.kind() == kind && operation.outcome() == Outcome.ACKNOWLEDGED) {
                acknowledged.add(operation.acknowledgements().getFirst());
            }
        }
        if (declared.to() != null && acknowledged.size() > 1) {
            List<Committed> changes = order.versions().stream()
                    .filter(c -> Objects.equals(c.status(), declared.to()))
                    .toList();
            if (!changes.isEmpty() && changes.size() < acknowledged.size()) {
                String sentence = "%d different requests to make %s %s were acknowledged, but it became that %s"
                        .formatted(
                                acknowledged.size(),
                                FindingText.order(order.id()),
                                declared.to(),
                                changes.size() == 1 ? "once" : changes.size() + " times");
                acknowledged.addAll(changes);
                findings.violatedByAbsence(
                        "acknowledgement of another request's result", violation(sentence, order.id(), acknowledged));
            }
        }
    }

    private static OperationSent sent(ClientOperation operation, OperationAnswered a) {
        return operation.send(a.send()).orElse(operation.first());
    }

    private static String name(ClientOperation operation) {
        return "%s of %s".formatted(operation.kind(), FindingText.order(operation.order()));
    }
}

package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.List;
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
import tribunal.verify.evidence.ClockUncertainty;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the content of answers for the operations that the model declares. An acknowledgement shows the operation's
 * result or a later version. All sends get the same answer, an operation that took effect is not refused, and the
 * result is as requested. No customer gets an answer about another customer's order.
 */
record AnswerCheck(AppModel model, Findings findings) {
    private static final String CUSTOMER = "customer";
    private static final String RESTAURANT = "restaurant";
    private static final String TOTAL = "total";

    void judge(PartitionEvidence evidence) {
        if (model.operations().isEmpty()) {
            return;
        }
        for (ClientOperation operation : evidence.operations()) {
            AppModel.@Nullable Operation declared = model.operations().get(operation.kind());
            if (declared != null) {
                OrderEvidence order = evidence.order(operation.order()).orElseThrow();
                new OperationCheck(evidence.clocks(), operation, declared, order, findings).judge();
            }
        }
        for (OrderEvidence order : evidence.orders().values()) {
            if (order.operations().size() > 1) {
                model.operations().forEach((kind, declared) -> checkOwnChange(order, kind, declared));
            }
        }
    }

    /** Checks the answers to one operation. */
    private record OperationCheck(
            ClockUncertainty clocks,
            ClientOperation operation,
            AppModel.Operation declared,
            OrderEvidence order,
            Findings findings) {
        void judge() {
            checkContent();
            for (OperationAnswered a : operation.answers()) {
                switch (a.outcome()) {
                    case ACKNOWLEDGED -> checkAcknowledgement(a);
                    case REFUSED -> checkRefusal(a);
                    case INDETERMINATE -> {}
                }
            }
            if (!declared.attributesAsRequested().isEmpty() && operation.outcome() != Outcome.REFUSED) {
                checkRequested();
            }
        }

        /** Reports a violation whose sentence begins with the operation. */
        private void report(String kind, String sentence, Entry... proof) {
            findings.report(kind, name() + sentence, order.id(), List.of(proof));
        }

        private String name() {
            return operation.kind() + " of " + FindingText.order(order.id());
        }

        /** Checks that forbidden content has no effect, and that legal content is not refused. */
        private void checkContent() {
            if (operation.isForbidden()) {
                if (operation.outcome() == Outcome.ACKNOWLEDGED || forbiddenTookEffect()) {
                    List<Entry> proof = new ArrayList<>(operation.sends());
                    proof.addAll(operation.answers());
                    proof.addAll(order.versions());
                    String sentence = name() + " was not refused, although its content is forbidden";
                    findings.report("operation with forbidden content", sentence, order.id(), proof);
                }
            } else if (operation.first().content() == Content.LEGAL) {
                ListQueries.first(operation.answers(), a -> a.outcome() == Outcome.REFUSED)
                        .ifPresent(a -> report(
                                "operation with legal content refused",
                                " was refused (%s), although its content is legal".formatted(a.reason()),
                                operation.sent(a),
                                a));
            }
        }

        /**
         * Whether the order was in the status that the operation asks for, and only forbidden operations asked for it.
         */
        private boolean forbiddenTookEffect() {
            return order.versions().stream().anyMatch(c -> c.state().equals(declared.to()))
                    && order.operations(operation.kind()).stream().allMatch(ClientOperation::isForbidden);
        }

        private void checkAcknowledgement(OperationAnswered a) {
            ListQueries.all(
                            order.versions(),
                            c -> c.version() == a.version() && c.state().equals(a.state()))
                    .forEach(shown -> {
                        checkResult(a, shown);
                        checkTotal(a, shown);
                    });
            checkCustomer(a);
        }

        /** Checks that the acknowledged version, or one before it, has the status that the operation brings about. */
        private void checkResult(OperationAnswered a, Committed shown) {
            if (declared.to() == null || hasReached(declared.to(), a.version())) {
                return;
            }
            String sentence = "%s was acknowledged with %s, before it was %s"
                    .formatted(name(), FindingText.version(a.version(), shown.state()), declared.to());
            findings.reportAbsence(
                    "acknowledgement without the operation's result",
                    sentence,
                    order.id(),
                    List.of(operation.sent(a), a, shown));
        }

        private boolean hasReached(String status, int version) {
            return ListQueries.any(
                    order.versions(), c -> c.version() <= version && c.state().equals(status));
        }

        private void checkTotal(OperationAnswered a, Committed c) {
            if (a.total() != null && a.total() != c.total()) {
                String sentence = "an answer showed version %d of %s with a total of %s, but %s was committed"
                        .formatted(
                                c.version(),
                                FindingText.order(c.entity()),
                                FindingText.money(a.total()),
                                FindingText.money(c.total()));
                findings.report("answer with a wrong total", sentence, c.entity(), List.of(a, c));
            }
        }

        private void checkCustomer(OperationAnswered a) {
            if (!CUSTOMER.equals(declared.requesterAttribute())
                    || order.versions().isEmpty()) {
                return;
            }
            Committed first = order.versions().getFirst();
            OperationSent sent = operation.sent(a);
            if (!first.customer().equals(sent.actor())) {
                String sentence = " was acknowledged to %s, but is %s's".formatted(sent.actor(), first.customer());
                report("acknowledgement to a stranger", sentence, sent, a, first);
            }
        }

        /** Compares the result with every send of the operation: only the app knows which one it carried out. */
        private void checkRequested() {
            Optional<Committed> result = Optional.ofNullable(declared.to()).flatMap(order::became);
            if (result.isEmpty()) {
                return;
            }
            Committed c = result.get();
            for (String attribute : declared.attributesAsRequested()) {
                if (!isAskedFor(attribute, c)) {
                    OperationSent sent = operation.first();
                    String sentence = " asked for %s %s, but %s was committed"
                            .formatted(attribute, asked(sent, attribute), committed(c, attribute));
                    report("order committed otherwise than asked for", sentence, sent, c);
                    return;
                }
            }
        }

        private boolean isAskedFor(String attribute, Committed c) {
            return ListQueries.any(operation.sends(), sent -> {
                @Nullable String asked = asked(sent, attribute);
                return asked == null || asked.equals(committed(c, attribute));
            });
        }

        private void checkRefusal(OperationAnswered refusal) {
            if (declared.to() == null) {
                return;
            }
            OperationSent sent = operation.sent(refusal);
            Optional<OperationAnswered> before =
                    ListQueries.first(operation.acknowledgements(), a -> a.at() < sent.at());
            if (before.isPresent()) {
                String sentence = " was acknowledged, and then refused when it was sent again";
                report("operation refused after its acknowledgement", sentence, before.get(), sent, refusal);
            } else if (operation.outcome() != Outcome.REFUSED) {
                effect(declared.to())
                        .filter(c -> clocks.certainlyBefore(c.at(), sent.at()))
                        .ifPresent(c -> report(
                                "operation refused after its effect",
                                " took effect, and was refused when it was sent again",
                                c,
                                sent,
                                refusal));
            }
        }

        /** The change to this status that only this operation can have caused, if there was one. */
        private Optional<Committed> effect(String status) {
            boolean isAmbiguous = ListQueries.any(
                    order.operations(operation.kind()),
                    other -> !other.equals(operation) && other.outcome() != Outcome.REFUSED);
            return isAmbiguous ? Optional.empty() : order.became(status);
        }
    }

    /** Null if the history does not record it. */
    private static @Nullable String asked(OperationSent sent, String attribute) {
        return switch (attribute) {
            case CUSTOMER -> sent.actor();
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

    /** Checks that each acknowledged operation of a kind has a change of its own. */
    private void checkOwnChange(OrderEvidence order, Kind kind, AppModel.Operation declared) {
        List<ClientOperation> acknowledged =
                ListQueries.all(order.operations(kind), operation -> operation.outcome() == Outcome.ACKNOWLEDGED);
        if (declared.to() != null && acknowledged.size() > 1) {
            List<Committed> changes =
                    ListQueries.all(order.versions(), c -> c.state().equals(declared.to()));
            if (!changes.isEmpty() && changes.size() < acknowledged.size()) {
                String sentence = "%d different requests to make %s %s were acknowledged, but it became that %s"
                        .formatted(
                                acknowledged.size(),
                                FindingText.order(order.id()),
                                declared.to(),
                                changes.size() == 1 ? "once" : changes.size() + " times");
                List<Entry> proof = new ArrayList<>();
                acknowledged.forEach(
                        operation -> proof.add(operation.acknowledgements().getFirst()));
                proof.addAll(changes);
                findings.reportAbsence("acknowledgement of another request's result", sentence, order.id(), proof);
            }
        }
    }
}

package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.ClockUncertainty;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the content of answers for the operations that the model declares. An acknowledgement shows the operation's
 * result or a later version. All sends get the same answer, an operation that took effect is not refused, and the
 * result is as requested. Nobody gets an answer about an entity of somebody else.
 */
record AnswerCheck(AppModel model, Findings findings) {
    void judge(PartitionEvidence evidence) {
        if (model.operations().isEmpty()) {
            return;
        }
        for (ClientOperation operation : evidence.operations()) {
            AppModel.@Nullable Operation declared = model.operations().get(operation.name());
            if (declared != null) {
                EntityEvidence entity = evidence.entity(operation.entity()).orElseThrow();
                new OperationCheck(model, evidence.clocks(), operation, declared, entity, findings).judge();
            }
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            if (entity.operations().size() > 1) {
                model.operations().forEach((kind, declared) -> checkOwnChange(entity, kind, declared));
            }
        }
    }

    /** Checks the answers to one operation. */
    private record OperationCheck(
            AppModel model,
            ClockUncertainty clocks,
            ClientOperation operation,
            AppModel.Operation declared,
            EntityEvidence entity,
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
            if (!declared.equalInput().isEmpty() && operation.outcome() != Outcome.REFUSED) {
                checkRequested();
            }
        }

        /** Reports a violation whose sentence begins with the operation. */
        private void report(String kind, String sentence, Entry... proof) {
            findings.report(kind, name() + sentence, entity.id(), List.of(proof));
        }

        private String name() {
            return operation.name() + " of " + FindingText.entity(entity.id());
        }

        /** Checks that forbidden content has no effect, and that legal content is not refused. */
        private void checkContent() {
            if (operation.isForbidden()) {
                if (operation.outcome() == Outcome.ACKNOWLEDGED || forbiddenTookEffect()) {
                    List<Entry> proof = new ArrayList<>(operation.sends());
                    proof.addAll(operation.answers());
                    proof.addAll(entity.versions());
                    String sentence = name() + " was not refused, although its content is forbidden";
                    findings.report("operation with forbidden content", sentence, entity.id(), proof);
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
         * Whether the entity was in the state that the operation asks for, and only forbidden operations asked for it.
         */
        private boolean forbiddenTookEffect() {
            return entity.versions().stream().anyMatch(c -> c.state().equals(declared.to()))
                    && entity.operations(operation.name()).stream().allMatch(ClientOperation::isForbidden);
        }

        private void checkAcknowledgement(OperationAnswered a) {
            ListQueries.all(
                            entity.versions(),
                            c -> c.version() == a.version() && c.state().equals(a.state()))
                    .forEach(shown -> {
                        checkResult(a, shown);
                        checkOutput(a, shown);
                    });
            checkRequester(a);
        }

        /** Checks that the acknowledged version, or one before it, has the state that the operation brings about. */
        private void checkResult(OperationAnswered a, Committed shown) {
            if (declared.to() == null || hasReached(declared.to(), a.version())) {
                return;
            }
            String sentence = "%s was acknowledged with %s, before it was %s"
                    .formatted(name(), FindingText.version(a.version(), shown.state()), declared.to());
            findings.reportAbsence(
                    "acknowledgement without the operation's result",
                    sentence,
                    entity.id(),
                    List.of(operation.sent(a), a, shown));
        }

        private boolean hasReached(String state, int version) {
            return ListQueries.any(
                    entity.versions(), c -> c.version() <= version && c.state().equals(state));
        }

        private void checkOutput(OperationAnswered a, Committed c) {
            a.output().forEach((attribute, value) -> {
                String committed = c.attributes().get(attribute);
                if (committed != null && !committed.equals(value)) {
                    String sentence = "an answer showed version %d of %s with a %s of %s, but %s was committed"
                            .formatted(
                                    c.version(),
                                    FindingText.entity(c.entity()),
                                    attribute,
                                    FindingText.value(model, attribute, value),
                                    FindingText.value(model, attribute, committed));
                    findings.report("answer with a wrong " + attribute, sentence, c.entity(), List.of(a, c));
                }
            });
        }

        private void checkRequester(OperationAnswered a) {
            @Nullable
            String owner =
                    declared.requesterAttribute() == null ? null : entity.attribute(declared.requesterAttribute());
            OperationSent sent = operation.sent(a);
            if (owner != null && !owner.equals(sent.actor())) {
                Committed first = entity.versions().getFirst();
                String sentence = " was acknowledged to %s, but is %s's".formatted(sent.actor(), owner);
                report("acknowledgement to a stranger", sentence, sent, a, first);
            }
        }

        /** Compares the result with every send of the operation: only the app knows which one it carried out. */
        private void checkRequested() {
            Optional<Committed> result = Optional.ofNullable(declared.to()).flatMap(entity::became);
            if (result.isEmpty()) {
                return;
            }
            Committed c = result.get();
            for (Map.Entry<String, String> equal : declared.equalInput().entrySet()) {
                String attribute = equal.getKey();
                if (!isAskedFor(attribute, equal.getValue(), c)) {
                    OperationSent sent = operation.first();
                    String sentence = " asked for %s %s, but %s was committed"
                            .formatted(
                                    attribute,
                                    FindingText.value(model, attribute, asked(sent, equal.getValue())),
                                    FindingText.value(
                                            model, attribute, c.attributes().get(attribute)));
                    String type = AppModel.typeOf(entity.id());
                    report(type + " committed otherwise than asked for", sentence, sent, c);
                    return;
                }
            }
        }

        private boolean isAskedFor(String attribute, String input, Committed c) {
            return ListQueries.any(operation.sends(), sent -> {
                @Nullable String asked = asked(sent, input);
                return asked == null || asked.equals(c.attributes().get(attribute));
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

        /** The change to this state that only this operation can have caused, if there was one. */
        private Optional<Committed> effect(String state) {
            boolean isAmbiguous = ListQueries.any(
                    entity.operations(operation.name()),
                    other -> !other.equals(operation) && other.outcome() != Outcome.REFUSED);
            return isAmbiguous ? Optional.empty() : entity.became(state);
        }
    }

    /** Null if the history does not record it. */
    private static @Nullable String asked(OperationSent sent, String input) {
        return input.equals(AppModel.Operation.ACTOR)
                ? sent.actor()
                : sent.input().get(input);
    }

    /** Checks that each acknowledged operation of a kind has a change of its own. */
    private void checkOwnChange(EntityEvidence entity, String name, AppModel.Operation declared) {
        List<ClientOperation> acknowledged =
                ListQueries.all(entity.operations(name), operation -> operation.outcome() == Outcome.ACKNOWLEDGED);
        if (declared.to() != null && acknowledged.size() > 1) {
            List<Committed> changes =
                    ListQueries.all(entity.versions(), c -> c.state().equals(declared.to()));
            if (!changes.isEmpty() && changes.size() < acknowledged.size()) {
                String sentence = "%d different requests to make %s %s were acknowledged, but it became that %s"
                        .formatted(
                                acknowledged.size(),
                                FindingText.entity(entity.id()),
                                declared.to(),
                                changes.size() == 1 ? "once" : changes.size() + " times");
                List<Entry> proof = new ArrayList<>();
                acknowledged.forEach(
                        operation -> proof.add(operation.acknowledgements().getFirst()));
                proof.addAll(changes);
                findings.reportAbsence("acknowledgement of another request's result", sentence, entity.id(), proof);
            }
        }
    }
}

package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that no answer goes back: it shows at least what its client had been answered or shown before it was asked for
 * (read your writes, monotonic reads). A read finds an entity that its client knows of. All times are those of the
 * clients. What was shown before its commit counts from its commit on, since {@code subscription} convicts the frame.
 */
record ReadCheck(AppModel model, Findings findings) {
    /** A version that a client has known of since {@code at}. */
    private record KnownVersion(long at, int version, Entry proof) {}

    void judge(PartitionEvidence evidence) {
        if (model.operations().keySet().stream().noneMatch(model::isRead)) {
            return;
        }
        Map<String, List<KnownVersion>> shown = new TreeMap<>();
        for (ClientOperation operation : evidence.operations()) {
            if (mayGoBack(evidence, operation)) {
                shown.putIfAbsent(operation.entity(), new ArrayList<>());
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        evidence.updates()
                .forEach(updates -> shown.forEach((entity, known) ->
                        updates.of(entity).forEach(u -> known.add(new KnownVersion(u.at(), u.version(), u)))));
        shown.forEach((entity, known) -> judge(evidence.entity(entity).orElseThrow(), known));
    }

    /** Whether an answer to the operation can follow another answer about its entity. */
    private boolean mayGoBack(PartitionEvidence evidence, ClientOperation operation) {
        return model.isRead(operation.name())
                || operation.sends().size() > 1
                || evidence.entity(operation.entity())
                                .orElseThrow()
                                .operations()
                                .size()
                        > 1;
    }

    private void judge(EntityEvidence entity, List<KnownVersion> shown) {
        for (ClientOperation asked : entity.operations()) {
            String actor = asked.first().actor();
            List<KnownVersion> known = new ArrayList<>();
            if (isOf(entity, actor)) {
                shown.forEach(k ->
                        known.add(new KnownVersion(entity.committedBy(k.version(), k.at()), k.version(), k.proof())));
            }
            for (ClientOperation operation : entity.operations()) {
                if (operation.first().actor().equals(actor)) {
                    operation.acknowledgements().forEach(a -> known.add(new KnownVersion(a.at(), a.version(), a)));
                }
            }
            asked.answers().forEach(a -> judge(asked, a, known));
        }
    }

    /** Whether this actor may read the entity, by the attribute that names its only reader. */
    private boolean isOf(EntityEvidence entity, String actor) {
        return model.operations().values().stream()
                .filter(operation -> AppModel.typeOf(entity.id()).equals(operation.reads()))
                .flatMap(operation -> Optional.ofNullable(operation.requesterAttribute()).stream())
                .anyMatch(attribute -> actor.equals(entity.attribute(attribute)));
    }

    private void judge(ClientOperation asked, OperationAnswered answer, List<KnownVersion> known) {
        boolean isRead = model.isRead(asked.name());
        OperationSent sent = asked.sent(answer);
        Optional<KnownVersion> newest = newest(known, sent.at());
        if (answer.outcome() == Outcome.INDETERMINATE
                || newest.isEmpty()
                || (answer.outcome() == Outcome.REFUSED && !isRead)) {
            return;
        }
        findings.countChecked(isRead ? "reads" : "repeated answers", 1);
        KnownVersion before = newest.get();
        List<Entry> proof = List.of(before.proof(), sent, answer);
        if (answer.outcome() == Outcome.REFUSED) {
            String sentence = "%s did not find %s, of which it had known version %d"
                    .formatted(sent.actor(), FindingText.entity(asked.entity()), before.version());
            findings.report(
                    "read of a known %s refused".formatted(AppModel.typeOf(asked.entity())),
                    sentence,
                    asked.entity(),
                    proof);
        } else if (answer.version() < before.version()) {
            String sentence = "%s %s %s at version %d (%s), after it had known version %d"
                    .formatted(
                            sent.actor(),
                            isRead ? "read" : "was answered with",
                            FindingText.entity(asked.entity()),
                            answer.version(),
                            answer.state(),
                            before.version());
            findings.report(isRead ? "read going back" : "answer going back", sentence, asked.entity(), proof);
        }
    }

    private static Optional<KnownVersion> newest(List<KnownVersion> known, long before) {
        return ListQueries.all(known, k -> k.at() < before).stream()
                .max(Comparator.comparingInt(KnownVersion::version));
    }
}

package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.Entry;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that no answer goes back: it shows at least what its customer had been answered or shown before it was asked
 * for (read your writes, monotonic reads). A read finds an order that its customer knows of. All times are those of the
 * clients. What was shown before its commit counts from its commit on, since {@code subscription} convicts the frame.
 */
record ReadCheck(AppModel model, Findings findings) {
    /** A version that a customer has known of since {@code at}. */
    private record KnownVersion(long at, int version, Entry proof) {}

    void judge(PartitionEvidence evidence) {
        if (!model.operations().containsKey(Kind.READ)) {
            return;
        }
        Map<String, List<KnownVersion>> shown = new TreeMap<>();
        for (ClientOperation operation : evidence.operations()) {
            if (mayGoBack(evidence, operation)) {
                shown.putIfAbsent(operation.order(), new ArrayList<>());
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        evidence.updates()
                .forEach(updates -> shown.forEach((order, known) ->
                        updates.of(order).forEach(u -> known.add(new KnownVersion(u.at(), u.version(), u)))));
        shown.forEach((order, known) -> judge(evidence.order(order).orElseThrow(), known));
    }

    /** Whether an answer to the operation can follow another answer about its order. */
    private static boolean mayGoBack(PartitionEvidence evidence, ClientOperation operation) {
        return operation.kind() == Kind.READ
                || operation.sends().size() > 1
                || evidence.order(operation.order()).orElseThrow().operations().size() > 1;
    }

    private void judge(OrderEvidence order, List<KnownVersion> shown) {
        for (ClientOperation asked : order.operations()) {
            String customer = asked.first().actor();
            List<KnownVersion> known = new ArrayList<>();
            if (isOf(order, customer)) {
                shown.forEach(k ->
                        known.add(new KnownVersion(order.committedBy(k.version(), k.at()), k.version(), k.proof())));
            }
            for (ClientOperation operation : order.operations()) {
                if (operation.first().actor().equals(customer)) {
                    operation.acknowledgements().forEach(a -> known.add(new KnownVersion(a.at(), a.version(), a)));
                }
            }
            asked.answers().forEach(a -> judge(asked, a, known));
        }
    }

    private static boolean isOf(OrderEvidence order, String customer) {
        return !order.versions().isEmpty()
                && order.versions().getFirst().customer().equals(customer);
    }

    private void judge(ClientOperation asked, OperationAnswered answer, List<KnownVersion> known) {
        boolean isRead = asked.kind() == Kind.READ;
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
                    .formatted(sent.actor(), FindingText.order(asked.order()), before.version());
            findings.report("read of a known order refused", sentence, asked.order(), proof);
        } else if (answer.version() < before.version()) {
            String sentence = "%s %s %s at version %d (%s), after it had known version %d"
                    .formatted(
                            sent.actor(),
                            isRead ? "read" : "was answered with",
                            FindingText.order(asked.order()),
                            answer.version(),
                            answer.state(),
                            before.version());
            findings.report(isRead ? "read going back" : "answer going back", sentence, asked.order(), proof);
        }
    }

    private static Optional<KnownVersion> newest(List<KnownVersion> known, long before) {
        return ListQueries.all(known, k -> k.at() < before).stream()
                .max(Comparator.comparingInt(KnownVersion::version));
    }
}

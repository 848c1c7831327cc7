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
import tribunal.verify.evidence.Loops;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks reads. A read shows at least what its customer had been answered or shown before it was sent (read your
 * writes, monotonic reads). An order that its customer knows of is found. All times are those of the clients.
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
            if (operation.kind() == Kind.READ) {
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

    private void judge(OrderEvidence order, List<KnownVersion> shown) {
        for (ClientOperation read : order.operations(Kind.READ)) {
            String customer = read.first().customer();
            List<KnownVersion> known = new ArrayList<>(isOf(order, customer) ? shown : List.of());
            for (ClientOperation operation : order.operations()) {
                if (operation.first().customer().equals(customer)) {
                    operation.acknowledgements().forEach(a -> known.add(new KnownVersion(a.at(), a.version(), a)));
                }
            }
            read.answers().forEach(a -> judge(read, a, known));
        }
    }

    private static boolean isOf(OrderEvidence order, String customer) {
        return !order.versions().isEmpty()
                && order.versions().getFirst().customer().equals(customer);
    }

    private void judge(ClientOperation read, OperationAnswered answer, List<KnownVersion> known) {
        OperationSent sent = read.sent(answer);
        Optional<KnownVersion> newest = newest(known, sent.at());
        if (answer.outcome() == Outcome.INDETERMINATE || newest.isEmpty()) {
            return;
        }
        findings.countChecked("reads", 1);
        KnownVersion before = newest.get();
        List<Entry> proof = List.of(before.proof(), sent, answer);
        if (answer.outcome() == Outcome.REFUSED) {
            String sentence = "%s did not find %s, of which it had known version %d"
                    .formatted(sent.customer(), FindingText.order(read.order()), before.version());
            findings.report("read of a known order refused", sentence, read.order(), proof);
        } else if (answer.version() < before.version()) {
            String sentence = "%s read %s at version %d (%s), after it had known version %d"
                    .formatted(
                            sent.customer(),
                            FindingText.order(read.order()),
                            answer.version(),
                            answer.status(),
                            before.version());
            findings.report("read going back", sentence, read.order(), proof);
        }
    }

    private static Optional<KnownVersion> newest(List<KnownVersion> known, long before) {
        return Loops.all(known, k -> k.at() < before).stream().max(Comparator.comparingInt(KnownVersion::version));
    }
}

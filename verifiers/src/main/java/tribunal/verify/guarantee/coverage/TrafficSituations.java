package tribunal.verify.guarantee.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Phase;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;

/** Counts the requests of clients that a test should contain. Orders from before the warm-up do not count. */
final class TrafficSituations {
    /** A subscription requested at most this long before the placement is sent counts as requested together with it. */
    private static final long TOGETHER_NANOS = 100_000_000;

    private static final int ASCII_MAX = 127;
    private static final List<String> ALL = List.of(
            "read-after-write",
            "refused-content",
            "illegal-step-asked",
            "cancel-again",
            "other-cancel",
            "place-again",
            "equal-orders",
            "shared-request-id",
            "subscribed-before-commit",
            "extreme-content");

    private final RunEvidence run;
    private final ObjLongConsumer<String> counter;
    private final Map<String, List<SubscriptionEvidence>> subscriptions;
    private final Set<Long> contents = new HashSet<>();
    private final Set<Long> requestIds = new HashSet<>();

    /** @param counter receives each situation and how often it occurred in a partition of the history */
    TrafficSituations(RunEvidence run, ObjLongConsumer<String> counter) {
        this.run = run;
        this.counter = counter;
        ALL.forEach(situation -> count(situation, false));
        subscriptions = run.subscriptions().byEntity();
    }

    void add(PartitionEvidence evidence) {
        long begin = run.phases().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        for (OrderEvidence order : evidence.orders().values()) {
            if (order.operations().stream().anyMatch(o -> o.first().intended() >= begin)) {
                countOrder(evidence, order);
            }
        }
    }

    private void countOrder(PartitionEvidence evidence, OrderEvidence order) {
        for (ClientOperation place : order.operations(Kind.PLACE)) {
            count("refused-content", place.outcome() == Outcome.REFUSED);
            counter.accept("place-again", repeatedSends(place));
            countPlacement(place);
        }
        List<ClientOperation> cancels = new ArrayList<>(order.operations(Kind.CANCEL));
        for (ClientOperation forbidden :
                cancels.stream().filter(ClientOperation::isForbidden).toList()) {
            count("refused-content", forbidden.outcome() == Outcome.REFUSED);
            cancels.remove(forbidden);
        }
        for (ClientOperation cancel : cancels) {
            count(
                    "illegal-step-asked",
                    cancel.outcome() == Outcome.REFUSED
                            && order.became(PartitionEvidence.CANCELLED).isEmpty());
            counter.accept("cancel-again", cancel.sends().size() - 1);
        }
        counter.accept("other-cancel", Math.max(0, cancels.size() - 1));
        for (ClientOperation read : order.operations(Kind.READ)) {
            count("read-after-write", readsWrite(order, read));
        }
        order.committed(1)
                .ifPresent(first -> count("subscribed-before-commit", subscribedBefore(evidence, order, first)));
    }

    private void count(String situation, boolean occurred) {
        counter.accept(situation, occurred ? 1 : 0);
    }

    private void countPlacement(ClientOperation operation) {
        if (operation.outcome() == Outcome.ACKNOWLEDGED) {
            OperationSent sent = operation.first();
            String requestId = sent.operation().substring(sent.operation().lastIndexOf('/') + 1);
            count("shared-request-id", !requestIds.add(hash(requestId)));
            count("extreme-content", requestId.chars().anyMatch(c -> c > ASCII_MAX));
            count(
                    "equal-orders",
                    sent.total() != null
                            && !contents.add(hash(sent.customer() + "/" + sent.restaurant() + "/" + sent.total())));
        }
    }

    /** A hash of 64 bits: two different texts hardly ever have the same. */
    private static long hash(String text) {
        long hash = 0;
        for (int n = 0; n < text.length(); n++) {
            hash = hash * 0x5DEECE66DL + text.charAt(n) + 11;
        }
        return hash;
    }

    /** The sends of an operation after it had been acknowledged. */
    private static long repeatedSends(ClientOperation operation) {
        long acknowledged = operation.acknowledgements().stream()
                .mapToLong(OperationAnswered::at)
                .min()
                .orElse(Long.MAX_VALUE);
        return operation.sends().stream().filter(s -> s.at() > acknowledged).count();
    }

    /** Whether the read was answered, and was sent after another request for the order had been acknowledged. */
    private static boolean readsWrite(OrderEvidence order, ClientOperation read) {
        return !read.acknowledgements().isEmpty()
                && order.operations().stream()
                        .filter(o -> o.kind() != Kind.READ)
                        .flatMap(o -> o.acknowledgements().stream())
                        .anyMatch(a -> a.at() <= read.first().at());
    }

    /** Whether a client asked to watch the order while it was being placed. */
    private boolean subscribedBefore(PartitionEvidence evidence, OrderEvidence order, Committed first) {
        long from = order.operations(Kind.PLACE).stream()
                .mapToLong(o -> o.first().at())
                .min()
                .orElse(Long.MAX_VALUE);
        return SubscriptionEvidence.entitiesOf(first).stream()
                .flatMap(entity -> subscriptions.getOrDefault(entity, List.of()).stream())
                .mapToLong(subscription -> subscription.subscribed().at())
                .anyMatch(at -> at >= from - TOGETHER_NANOS && evidence.clocks().certainlyBefore(at, first.at()));
    }
}

package tribunal.verify.guarantee.coverage;

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
import tribunal.history.Situation;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;

/** Counts the requests of clients that a test should contain. Orders from before the warm-up do not count. */
final class TrafficSituations {
    /** A subscription requested at most this long before the placement is sent counts as requested together with it. */
    private static final long TOGETHER_NANOS = 100_000_000;

    private static final int ASCII_MAX = 127;

    private final RunEvidence run;
    private final ObjLongConsumer<Situation> counter;
    private final Map<String, List<SubscriptionEvidence>> subscriptions;
    private final Set<Long> contents = new HashSet<>();
    private final Set<Long> requestIds = new HashSet<>();

    /** @param counter receives each situation and how often it occurred in a partition of the history */
    TrafficSituations(RunEvidence run, ObjLongConsumer<Situation> counter) {
        this.run = run;
        this.counter = counter;
        Situation.OF_REQUESTS.forEach(situation -> count(situation, false));
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
            count(Situation.REFUSED_CONTENT, place.outcome() == Outcome.REFUSED);
            counter.accept(Situation.PLACE_AGAIN, repeatedSends(place));
            countPlacement(place);
        }
        for (ClientOperation forbidden : ListQueries.all(order.operations(), ClientOperation::isForbidden)) {
            if (forbidden.kind() != Kind.PLACE) {
                count(
                        isForeign(order, forbidden) ? Situation.FOREIGN_REQUEST : Situation.REFUSED_CONTENT,
                        forbidden.outcome() == Outcome.REFUSED);
            }
        }
        List<ClientOperation> cancels = ListQueries.all(order.operations(Kind.CANCEL), c -> !c.isForbidden());
        for (ClientOperation cancel : cancels) {
            count(
                    Situation.ILLEGAL_STEP_ASKED,
                    cancel.outcome() == Outcome.REFUSED
                            && order.became(PartitionEvidence.CANCELLED).isEmpty());
            counter.accept(Situation.CANCEL_AGAIN, cancel.sends().size() - 1);
        }
        counter.accept(Situation.OTHER_CANCEL, Math.max(0, cancels.size() - 1));
        for (ClientOperation read : order.operations(Kind.READ)) {
            count(Situation.READ_AFTER_WRITE, readsWrite(order, read));
        }
        order.committed(1)
                .ifPresent(
                        first -> count(Situation.SUBSCRIBED_BEFORE_COMMIT, subscribedBefore(evidence, order, first)));
    }

    private static boolean isForeign(OrderEvidence order, ClientOperation operation) {
        return order.committed(1)
                .filter(first -> !first.customer().equals(operation.first().actor()))
                .isPresent();
    }

    private void count(Situation situation, boolean occurred) {
        counter.accept(situation, occurred ? 1 : 0);
    }

    private void countPlacement(ClientOperation operation) {
        if (operation.outcome() == Outcome.ACKNOWLEDGED) {
            OperationSent sent = operation.first();
            String requestId = sent.operation().substring(sent.operation().lastIndexOf('/') + 1);
            count(Situation.SHARED_REQUEST_ID, !requestIds.add(hash(requestId)));
            count(Situation.EXTREME_CONTENT, requestId.chars().anyMatch(c -> c > ASCII_MAX));
            count(
                    Situation.EQUAL_ORDERS,
                    sent.total() != null
                            && !contents.add(hash(sent.actor() + "/" + sent.restaurant() + "/" + sent.total())));
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
        return SubscriptionEvidence.covering(subscriptions, first).stream()
                .mapToLong(subscription -> subscription.subscribed().at())
                .anyMatch(at -> at >= from - TOGETHER_NANOS && evidence.clocks().certainlyBefore(at, first.at()));
    }
}

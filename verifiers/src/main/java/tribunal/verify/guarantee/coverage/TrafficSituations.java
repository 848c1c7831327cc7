package tribunal.verify.guarantee.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Operation;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Phase;
import tribunal.history.Situation;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;

/** Counts the requests of clients that a test should contain. Entities from before the warm-up do not count. */
final class TrafficSituations {
    /** A subscription requested at most this long before the creation is sent counts as requested together with it. */
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
        subscriptions = run.subscriptions().byTopic();
    }

    void add(PartitionEvidence evidence) {
        long begin = run.phases().started(Phase.WARM_UP).orElse(Long.MIN_VALUE);
        for (EntityEvidence entity : evidence.entities().values()) {
            if (entity.operations().stream().anyMatch(o -> o.first().intended() >= begin)) {
                countOperations(evidence, entity);
            }
        }
    }

    private void countOperations(PartitionEvidence evidence, EntityEvidence entity) {
        AppModel model = run.model();
        for (ClientOperation creation : ListQueries.all(entity.operations(), o -> model.isCreation(o.name()))) {
            count(Situation.REFUSED_CONTENT, creation.outcome() == Outcome.REFUSED);
            counter.accept(Situation.PLACE_AGAIN, repeatedSends(creation));
            countCreation(creation);
        }
        for (ClientOperation forbidden : ListQueries.all(entity.operations(), ClientOperation::isForbidden)) {
            if (!model.isCreation(forbidden.name())) {
                count(
                        isForeign(entity, forbidden) ? Situation.FOREIGN_REQUEST : Situation.REFUSED_CONTENT,
                        forbidden.outcome() == Outcome.REFUSED);
            }
        }
        model.operations().forEach((name, declared) -> {
            Optional.ofNullable(declared.changes())
                    .flatMap(_ -> Optional.ofNullable(declared.to()))
                    .ifPresent(result -> countChanges(entity, name, result));
        });
        for (ClientOperation read : ListQueries.all(entity.operations(), o -> model.isRead(o.name()))) {
            count(Situation.READ_AFTER_WRITE, readsWrite(entity, read));
        }
        entity.committed(1)
                .ifPresent(
                        first -> count(Situation.SUBSCRIBED_BEFORE_COMMIT, subscribedBefore(evidence, entity, first)));
    }

    private void countChanges(EntityEvidence entity, String name, String result) {
        List<ClientOperation> changes = ListQueries.all(entity.operations(name), c -> !c.isForbidden());
        for (ClientOperation change : changes) {
            count(
                    Situation.ILLEGAL_STEP_ASKED,
                    change.outcome() == Outcome.REFUSED && entity.became(result).isEmpty());
            counter.accept(Situation.CANCEL_AGAIN, change.sends().size() - 1);
        }
        counter.accept(Situation.OTHER_CANCEL, Math.max(0, changes.size() - 1));
    }

    /** Whether the operation came from another than the only permitted requester. */
    private boolean isForeign(EntityEvidence entity, ClientOperation operation) {
        return Optional.ofNullable(run.model().operations().get(operation.name()))
                .map(Operation::requesterAttribute)
                .map(entity::attribute)
                .filter(owner -> !owner.equals(operation.first().actor()))
                .isPresent();
    }

    private void count(Situation situation, boolean occurred) {
        counter.accept(situation, occurred ? 1 : 0);
    }

    private void countCreation(ClientOperation operation) {
        if (operation.outcome() == Outcome.ACKNOWLEDGED) {
            OperationSent sent = operation.first();
            String requestId = sent.operation().substring(sent.operation().lastIndexOf('/') + 1);
            count(Situation.SHARED_REQUEST_ID, !requestIds.add(hash(requestId)));
            count(Situation.EXTREME_CONTENT, requestId.chars().anyMatch(c -> c > ASCII_MAX));
            count(
                    Situation.EQUAL_ORDERS,
                    !sent.input().isEmpty() && !contents.add(hash(sent.actor() + "/" + new TreeMap<>(sent.input()))));
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

    /** Whether the read was answered, and was sent after another request for the entity had been acknowledged. */
    private boolean readsWrite(EntityEvidence entity, ClientOperation read) {
        return !read.acknowledgements().isEmpty()
                && entity.operations().stream()
                        .filter(o -> !run.model().isRead(o.name()))
                        .flatMap(o -> o.acknowledgements().stream())
                        .anyMatch(a -> a.at() <= read.first().at());
    }

    /** Whether a client asked to watch the entity while its creation was under way. */
    private boolean subscribedBefore(PartitionEvidence evidence, EntityEvidence entity, Committed first) {
        long from = entity.operations().stream()
                .filter(o -> run.model().isCreation(o.name()))
                .mapToLong(o -> o.first().at())
                .min()
                .orElse(Long.MAX_VALUE);
        return run.covering(subscriptions, first).stream()
                .mapToLong(subscription -> subscription.subscribed().at())
                .anyMatch(at -> at >= from - TOGETHER_NANOS && evidence.clocks().certainlyBefore(at, first.at()));
    }
}

package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DeliveryEntry;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.history.FateKind;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Builds the {@link PartitionEvidence} of one partition of a history, in a few linear passes over the partition. */
public final class EvidenceIndexer {
    private final RunEvidence run;
    private final Map<String, List<String>> functions = new HashMap<>();
    private final Map<String, EntityEvidence> entities = new HashMap<>();
    private final Map<String, EventRecorded> events = new LinkedHashMap<>();
    private final DeliveryIndex deliveries = new DeliveryIndex();
    private final Map<String, ClientOperation> operations = new LinkedHashMap<>();
    private final Map<Long, EffectRequested> requests = new LinkedHashMap<>();
    private final Map<Long, ThirdPartyEntry> outcomes = new HashMap<>();
    private final Map<SubscriptionEvidence, SubscriptionUpdates> updates = new HashMap<>();
    private final Map<SubscriptionIndex.Id, SubscriptionEvidence> unrequested = new HashMap<>();
    private final List<EventAltered> altered = new ArrayList<>();
    private final Set<DeliveryEvidence> poisoned = new LinkedHashSet<>();

    private EvidenceIndexer(RunEvidence run) {
        this.run = run;
    }

    /** Indexes one partition; {@code kinds} holds its entries. */
    public static PartitionEvidence index(History partition, EntriesByKind kinds, RunEvidence run) {
        EvidenceIndexer indexer = new EvidenceIndexer(run);
        kinds.all(EventRecorded.class).forEach(indexer::event);
        partition.entries().forEach(indexer::entry);
        indexer.join();
        return indexer.evidence(kinds);
    }

    private PartitionEvidence evidence(EntriesByKind kinds) {
        return new PartitionEvidence(
                kinds,
                run,
                new TreeMap<>(entities),
                events,
                deliveries,
                List.copyOf(operations.values()),
                updatesInOrder(),
                altered,
                poisoned());
    }

    private Map<SubscriptionEvidence, SubscriptionUpdates> updatesInOrder() {
        Map<SubscriptionEvidence, SubscriptionUpdates> inOrder = new LinkedHashMap<>();
        updates.values().stream()
                .sorted(Comparator.comparingInt(u -> u.subscription().number()))
                .forEach(u -> inOrder.put(u.subscription(), u));
        return inOrder;
    }

    private Map<DeliveryId, Integer> poisoned() {
        Map<DeliveryId, Integer> found = new LinkedHashMap<>();
        for (DeliveryEvidence delivery : poisoned) {
            boolean isPermanent = delivery.has(Answered.class, Answered::permanent);
            found.put(delivery.id(), isPermanent ? 1 : run.limits().attempts());
        }
        for (Poisoned declared : run.started().poisoned()) {
            Optional.ofNullable(entities.get(declared.entity())).stream()
                    .flatMap(entity -> entity.events().stream())
                    .filter(e -> e.eventType().equals(declared.eventType()) && e.ordinal() == declared.ordinal())
                    .forEach(e -> found.put(new DeliveryId(e.event(), declared.function()), declared.attempts()));
        }
        return found;
    }

    private void event(EventRecorded e) {
        EntityEvidence entity = entity(e.entity());
        entity.events().add(e);
        if (events.putIfAbsent(e.event(), e) == null) {
            for (String function : functions.computeIfAbsent(e.eventType(), run.model()::functionsOf)) {
                DeliveryEvidence delivery =
                        new DeliveryEvidence(new DeliveryId(e.event(), function), Optional.of(e), run.model());
                deliveries.add(delivery);
                entity.deliveries().add(delivery);
            }
        }
    }

    private void entry(Entry entry) {
        switch (entry) {
            case ClientEntry.OperationSent e -> operation(e.operation()).sends().add(e);
            case ClientEntry.OperationAnswered e ->
                operation(e.operation()).answers().add(e);
            case ClientEntry.UpdateReceived e ->
                updates(e.at(), e.connection(), e.subscription()).add(e);
            case ClientEntry.ViewReceived e ->
                updates(e.at(), e.connection(), e.subscription()).add(e);
            case Committed e -> entity(e.entity()).versions().add(e);
            case EventAltered e -> altered.add(e);
            case EffectRequested e -> requests.put(e.request(), e);
            case ThirdPartyEntry e -> outcomes.putIfAbsent(e.request(), e);
            case DeliveryEntry e -> delivery(e, entry);
            default -> {} // an event's record, or an entry about the run
        }
    }

    private EntityEvidence entity(String id) {
        return entities.computeIfAbsent(id, EntityEvidence::new);
    }

    private ClientOperation operation(String id) {
        return operations.computeIfAbsent(id, _ -> new ClientOperation(new ArrayList<>(1), new ArrayList<>(1)));
    }

    private void delivery(DeliveryEntry e, Entry entry) {
        DeliveryEvidence delivery = deliveries
                .find(e.event(), e.function())
                .orElseGet(() -> phantom(new DeliveryId(e.event(), e.function())));
        delivery.add(entry);
        if (entry instanceof FateDecided decided && decided.fate().equals(FateKind.POISON.label())) {
            poisoned.add(delivery);
        }
    }

    private DeliveryEvidence phantom(DeliveryId id) {
        DeliveryEvidence phantom = new DeliveryEvidence(id, Optional.empty(), run.model());
        deliveries.add(phantom);
        return phantom;
    }

    private SubscriptionUpdates updates(long at, String connection, String subscription) {
        SubscriptionIndex.Id id = new SubscriptionIndex.Id(connection, subscription);
        SubscriptionEvidence found = run.subscriptions()
                .find(id, at)
                .orElseGet(() -> unrequested.computeIfAbsent(id, _ -> SubscriptionEvidence.unrequested(at, id)));
        return updates.computeIfAbsent(found, SubscriptionUpdates::new);
    }

    private void join() {
        operations.values().removeIf(operation -> operation.sends().isEmpty());
        operations.values().forEach(o -> entity(o.entity()).operations().add(o));
        requests.values()
                .forEach(r -> entity(r.entity())
                        .effects()
                        .add(EffectEvidence.of(r, Optional.ofNullable(outcomes.get(r.request())))));
        entities.values().forEach(EntityEvidence::sort);
    }
}

package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryEntry;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Builds the {@link PartitionEvidence} of one part of a history, in a few linear passes over the part. */
public final class EvidenceIndexer {
    private final RunEvidence run;
    private final Map<String, List<String>> functions = new HashMap<>();
    private final Map<String, OrderEvidence> orders = new HashMap<>();
    private final Map<String, EventRecorded> events = new LinkedHashMap<>();
    private final DeliveryIndex deliveries = new DeliveryIndex();
    private final Map<String, ClientOperation> operations = new LinkedHashMap<>();
    private final Map<Long, EffectRequested> requests = new LinkedHashMap<>();
    private final Map<Long, ThirdPartyEntry> outcomes = new HashMap<>();
    private final Map<SubscriptionEvidence, SubscriptionUpdates> updates = new HashMap<>();
    private final Map<SubscriptionIndex.Id, SubscriptionEvidence> unasked = new HashMap<>();
    private final List<EventAltered> altered = new ArrayList<>();

    private EvidenceIndexer(RunEvidence run) {
        this.run = run;
    }

    /** Indexes one part; {@code kinds} holds its entries. */
    public static PartitionEvidence index(History part, EntriesByKind kinds, RunEvidence run) {
        EvidenceIndexer indexer = new EvidenceIndexer(run);
        kinds.all(EventRecorded.class).forEach(indexer::event);
        part.entries().forEach(indexer::entry);
        indexer.join();
        return indexer.evidence(kinds);
    }

    private PartitionEvidence evidence(EntriesByKind kinds) {
        return new PartitionEvidence(
                kinds,
                run,
                new TreeMap<>(orders),
                events,
                deliveries,
                List.copyOf(operations.values()),
                updates.values().stream()
                        .sorted(Comparator.comparingInt(u -> u.subscription().number()))
                        .toList(),
                altered,
                poisoned());
    }

    private Map<DeliveryId, Poisoned> poisoned() {
        Map<DeliveryId, Poisoned> found = new LinkedHashMap<>();
        for (Poisoned declared : run.started().poisoned()) {
            OrderEvidence order = orders.get(declared.order());
            if (order != null) {
                order.events().stream()
                        .filter(e -> e.eventType().equals(declared.eventType()) && e.ordinal() == declared.ordinal())
                        .forEach(e -> found.put(new DeliveryId(e.event(), declared.function()), declared));
            }
        }
        return found;
    }

    private void event(EventRecorded e) {
        OrderEvidence order = order(e.order());
        order.events().add(e);
        if (events.putIfAbsent(e.event(), e) == null) {
            for (String function : functions.computeIfAbsent(e.eventType(), run.model()::functionsOf)) {
                DeliveryEvidence delivery = new DeliveryEvidence(new DeliveryId(e.event(), function), Optional.of(e));
                deliveries.add(delivery);
                order.deliveries().add(delivery);
            }
        }
    }

    private void entry(Entry entry) {
        switch (entry) {
            case HarnessEntry _ -> {}
            case ClientEntry e -> client(e);
            case DatabaseEntry e -> database(e);
            case DeliveryEntry e -> delivery(e, entry);
            case ClockSampled _ -> {}
            case ChangesRead _ -> {}
            case ThirdPartyEntry e -> thirdParty(e);
        }
    }

    private void client(ClientEntry entry) {
        switch (entry) {
            case OperationSent e -> operation(e.operation()).sends().add(e);
            case OperationAnswered e -> operation(e.operation()).answers().add(e);
            case UpdateReceived e ->
                updates(e.at(), e.connection(), e.subscription()).add(e);
            case BoardUpdateReceived e ->
                updates(e.at(), e.connection(), e.subscription()).add(e);
            case Subscribed _ -> {}
            case Unsubscribed _ -> {}
            case Pinged _ -> {}
            case Ponged _ -> {}
        }
    }

    private void database(DatabaseEntry entry) {
        switch (entry) {
            case Committed e -> order(e.order()).versions().add(e);
            case EventRecorded _ -> {}
            case BoardRead _ -> {}
            case EventAltered e -> altered.add(e);
            case Claimed e -> delivery(e, e);
            case Settled e -> delivery(e, e);
        }
    }

    private void thirdParty(ThirdPartyEntry entry) {
        if (entry instanceof EffectRequested requested) {
            requests.put(requested.request(), requested);
        } else {
            outcomes.putIfAbsent(entry.request(), entry);
        }
    }

    private OrderEvidence order(String id) {
        return orders.computeIfAbsent(id, OrderEvidence::new);
    }

    private ClientOperation operation(String id) {
        return operations.computeIfAbsent(id, _ -> new ClientOperation(new ArrayList<>(1), new ArrayList<>(1)));
    }

    private void delivery(DeliveryEntry e, Entry entry) {
        deliveries
                .find(e.event(), e.function())
                .orElseGet(() -> phantom(new DeliveryId(e.event(), e.function())))
                .timeline()
                .add(entry);
    }

    private DeliveryEvidence phantom(DeliveryId id) {
        DeliveryEvidence phantom = new DeliveryEvidence(id, Optional.empty());
        deliveries.add(phantom);
        return phantom;
    }

    private SubscriptionUpdates updates(long at, String connection, String subscription) {
        SubscriptionIndex.Id id = new SubscriptionIndex.Id(connection, subscription);
        SubscriptionEvidence found = run.subscriptions()
                .find(id, at)
                .orElseGet(() -> unasked.computeIfAbsent(id, _ -> SubscriptionEvidence.unasked(at, id)));
        return updates.computeIfAbsent(found, SubscriptionUpdates::new);
    }

    private void join() {
        operations.values().removeIf(operation -> operation.sends().isEmpty());
        operations.values().forEach(o -> order(o.order()).operations().add(o));
        requests.values()
                .forEach(r ->
                        order(r.order()).effects().add(Effect.of(r, Optional.ofNullable(outcomes.get(r.request())))));
        orders.values().forEach(OrderEvidence::sort);
    }
}

package tribunal.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
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
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Model;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Builds the {@link Evidence} in a few linear passes over the history. */
final class Indexer {
    private final Model model;
    private final Map<String, List<String>> functions = new HashMap<>();
    private final Map<String, OrderEvidence> orders = new HashMap<>();
    private final Map<String, EventRecorded> events = new LinkedHashMap<>();
    private final Deliveries deliveries = new Deliveries();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<Long, EffectRequested> requests = new LinkedHashMap<>();
    private final Map<Long, ThirdPartyEntry> outcomes = new HashMap<>();
    private final Map<SubscriptionEvidence.Id, SubscriptionEvidence> subscribed = new HashMap<>();
    private final List<SubscriptionEvidence> subscriptions = new ArrayList<>();
    private final Map<String, Long> pongs = new HashMap<>();
    private final List<HarnessEntry> harness = new ArrayList<>();
    private final List<EventAltered> altered = new ArrayList<>();
    private final SortedMap<String, BoardRead> boards = new TreeMap<>();

    private Indexer(Model model) {
        this.model = model;
    }

    static Evidence index(History history, Model model, RunStarted run) {
        Indexer indexer = new Indexer(model);
        EntriesByKind kinds = new EntriesByKind(history);
        kinds.all(EventRecorded.class).forEach(indexer::event);
        history.entries().forEach(indexer::entry);
        indexer.join();
        return indexer.evidence(
                kinds, Course.of(kinds, history.entries().getLast().at()), run);
    }

    private Evidence evidence(EntriesByKind kinds, Course course, RunStarted run) {
        SortedMap<String, OrderEvidence> sorted = new TreeMap<>(orders);
        Map<String, List<OrderEvidence>> byCustomer = new HashMap<>();
        sorted.values()
                .forEach(o -> o.customer()
                        .ifPresent(c -> byCustomer
                                .computeIfAbsent(c, _ -> new ArrayList<>())
                                .add(o)));
        return new Evidence(
                kinds,
                model,
                run,
                Clocks.of(kinds.all(ClocksPaired.class)),
                course,
                sorted,
                events,
                deliveries,
                List.copyOf(operations.values()),
                subscriptions,
                byCustomer,
                pongs,
                altered,
                boards,
                poisoned(run),
                Troubles.of(harness, kinds.all(ClockSampled.class), run.limits().lease()));
    }

    private Map<DeliveryId, Poisoned> poisoned(RunStarted run) {
        Map<DeliveryId, Poisoned> found = new LinkedHashMap<>();
        for (Poisoned declared : run.poisoned()) {
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
            for (String function : functions.computeIfAbsent(e.eventType(), model::functionsOf)) {
                DeliveryEvidence delivery = new DeliveryEvidence(new DeliveryId(e.event(), function), Optional.of(e));
                deliveries.add(delivery);
                order.deliveries().add(delivery);
            }
        }
    }

    private void entry(Entry entry) {
        switch (entry) {
            case HarnessEntry e -> harness.add(e);
            case ClientEntry e -> client(e);
            case DatabaseEntry e -> database(e);
            case ChannelEntry e -> channel(e);
            case ThirdPartyEntry e -> thirdParty(e);
        }
    }

    private void client(ClientEntry entry) {
        switch (entry) {
            case OperationSent e -> operation(e.operation()).sends().add(e);
            case OperationAnswered e -> operation(e.operation()).answers().add(e);
            case Subscribed e -> subscribe(e);
            case Unsubscribed e ->
                subscription(e, e.connection(), e.subscription()).add(e);
            case UpdateReceived e ->
                subscription(e, e.connection(), e.subscription()).add(e);
            case BoardUpdateReceived e ->
                subscription(e, e.connection(), e.subscription()).add(e);
            case Ponged e -> pongs.put(e.connection(), e.at());
        }
    }

    private void database(DatabaseEntry entry) {
        switch (entry) {
            case Committed e -> order(e.order()).versions().add(e);
            case EventRecorded _ -> {}
            case EventAltered e -> altered.add(e);
            case Claimed e -> delivery(e.event(), e.function(), e);
            case Settled e -> delivery(e.event(), e.function(), e);
            case BoardRead e -> boards.put(e.restaurant(), e);
        }
    }

    private void channel(ChannelEntry entry) {
        switch (entry) {
            case HandedOver e -> delivery(e.event(), e.function(), e);
            case FateDecided e -> delivery(e.event(), e.function(), e);
            case Answered e -> delivery(e.event(), e.function(), e);
            case FateMet e -> delivery(e.event(), e.function(), e);
            case AttemptStarted e -> delivery(e.event(), e.function(), e);
            case AttemptEnded e -> delivery(e.event(), e.function(), e);
            case RolledBack e -> delivery(e.event(), e.function(), e);
            case ClockSampled _ -> {}
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

    private Operation operation(String id) {
        return operations.computeIfAbsent(id, _ -> new Operation(new ArrayList<>(1), new ArrayList<>(1)));
    }

    private void delivery(String event, String function, Entry entry) {
        deliveries
                .find(event, function)
                .orElseGet(() -> phantom(new DeliveryId(event, function)))
                .timeline()
                .add(entry);
    }

    private DeliveryEvidence phantom(DeliveryId id) {
        DeliveryEvidence phantom = new DeliveryEvidence(id, Optional.empty());
        deliveries.add(phantom);
        return phantom;
    }

    private SubscriptionEvidence subscribe(Subscribed e) {
        SubscriptionEvidence subscription = new SubscriptionEvidence(e);
        subscribed.put(new SubscriptionEvidence.Id(e.connection(), e.subscription()), subscription);
        subscriptions.add(subscription);
        return subscription;
    }

    /** An entry of a subscription that nobody is known to have asked for is kept too, as one that covers nothing. */
    private SubscriptionEvidence subscription(Entry entry, String connection, String subscription) {
        SubscriptionEvidence known = subscribed.get(new SubscriptionEvidence.Id(connection, subscription));
        return known == null ? subscribe(new Subscribed(entry.at(), connection, subscription, "")) : known;
    }

    private void join() {
        operations.values().removeIf(operation -> operation.sends().isEmpty());
        operations
                .values()
                .forEach(operation -> order(operation.order()).operations().add(operation));
        requests.values().forEach(this::effect);
        orders.values().forEach(OrderEvidence::sort);
    }

    private void effect(EffectRequested requested) {
        Effect effect = Effect.of(requested, Optional.ofNullable(outcomes.get(requested.request())));
        order(requested.order()).effects().add(effect);
        effect.delivery()
                .flatMap(deliveries::find)
                .filter(delivery -> requested.order().equals(delivery.order()))
                .ifPresent(delivery -> delivery.effects().add(effect));
    }
}

package tribunal.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.DeliveryEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.file.EntryCodec;

/**
 * A valid history of the sound app: finds places where one point can be changed alone, and makes the changed histories.
 */
final class RecordedHistory {
    static final long MS = 1_000_000;

    private final History history;
    private final Map<String, String> orderOfEvent = new HashMap<>();
    private final Map<Long, EffectRequested> requests = new HashMap<>();
    private final Set<String> faulted = new HashSet<>();

    /**
     * The delivery of one event to one function.
     *
     * @param order the order that the event is about
     */
    record FunctionDelivery(EventRecorded event, String function, String order) {}

    RecordedHistory(History history) {
        this.history = history;
        all(EventRecorded.class).forEach(e -> orderOfEvent.put(e.event(), e.order()));
        all(EffectRequested.class).forEach(r -> requests.put(r.request(), r));
        all(CanaryPlaced.class).forEach(c -> faulted.add(c.order()));
        all(FateDecided.class).forEach(f -> faulted.add(orderOfEvent.getOrDefault(f.event(), "")));
        all(HandedOver.class).filter(h -> h.attempt() > 1).forEach(h -> faulted.add(h.order()));
        run().poisoned().stream().map(Poisoned::order).forEach(faulted::add);
    }

    <E extends Entry> Stream<E> all(Class<E> kind) {
        return history.all(kind);
    }

    RunStarted run() {
        return history.first(RunStarted.class).orElseThrow();
    }

    /**
     * Whether waiting is judged in this run, and nothing is wrong at this time or within the settling time before it.
     */
    boolean isUndisturbed(long time) {
        JudgeLimits.@Nullable Waits waits = run().limits().waits();
        return waits != null
                && all(HarnessEntry.class)
                        .filter(e -> !(e instanceof NodeStarted started && started.at() == 0))
                        .filter(e -> !(e instanceof PhaseStarted || e instanceof RunStarted))
                        .noneMatch(e -> e.at() > time - 2 * waits.settling().toNanos() && e.at() < time + 1_000 * MS);
    }

    /** Whether a function has only one slot on each node, so that a delivery may have to wait for it. */
    boolean isSlotScarce() {
        return run().limits().waits() != null && run().limits().concurrency() == 1;
    }

    /** Whether waiting is judged in this run. */
    boolean judgesWaiting() {
        return run().limits().waits() != null;
    }

    long end() {
        return history.entries().getLast().at();
    }

    /** The orders without a fault whose every delivery took one attempt, oldest first. */
    Stream<String> calmOrders() {
        return new LinkedHashSet<>(all(Committed.class).map(Committed::order).toList())
                .stream().filter(o -> !faulted.contains(o));
    }

    /** The calm orders that end in this status. */
    Stream<String> calmOrders(String status) {
        return calmOrders().filter(o -> versions(o).getLast().status().equals(status));
    }

    List<Committed> versions(String order) {
        return all(Committed.class)
                .filter(c -> c.order().equals(order))
                .sorted(Comparator.comparingInt(Committed::version))
                .toList();
    }

    /** The deliveries of calm orders to this function. */
    Stream<FunctionDelivery> deliveriesTo(String function) {
        Set<String> calm = new HashSet<>(calmOrders().toList());
        return all(HandedOver.class)
                .filter(h -> h.function().equals(function) && calm.contains(h.order()))
                .map(h -> new FunctionDelivery(event(h.event()), function, h.order()));
    }

    private EventRecorded event(String id) {
        return all(EventRecorded.class)
                .filter(e -> e.event().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Every entry that a delivery left in database, channel and third parties. */
    Predicate<Entry> entriesOf(FunctionDelivery delivery) {
        return entry -> {
            Optional<String[]> ids = deliveryOf(entry);
            return ids.isPresent()
                    && ids.get()[0].equals(delivery.event().event())
                    && ids.get()[1].equals(delivery.function());
        };
    }

    /** Every entry about an event: its own and those of all its deliveries. */
    Predicate<Entry> entriesOfEvent(String event) {
        return entry -> (entry instanceof EventRecorded e && e.event().equals(event))
                || deliveryOf(entry).filter(d -> d[0].equals(event)).isPresent();
    }

    /** Every entry about an order, except the requests of its customer and their answers. */
    Predicate<Entry> entriesOfOrder(String order) {
        return entry -> switch (entry) {
            case Committed c -> c.order().equals(order);
            case UpdateReceived u -> u.order().equals(order);
            case EventRecorded e -> e.order().equals(order);
            case ThirdPartyEntry t -> order(t).equals(order);
            default ->
                deliveryOf(entry)
                        .filter(d -> Objects.equals(orderOfEvent.get(d[0]), order))
                        .isPresent();
        };
    }

    private String order(ThirdPartyEntry entry) {
        EffectRequested request = requests.get(entry.request());
        return request == null ? "" : request.order();
    }

    EffectRequested request(ThirdPartyEntry entry) {
        return Objects.requireNonNull(requests.get(entry.request()));
    }

    /** Event and function of an entry about a delivery. */
    private Optional<String[]> deliveryOf(Entry entry) {
        return switch (entry) {
            case DeliveryEntry e -> eventAndFunction(e.event(), e.function());
            case ThirdPartyEntry e ->
                Optional.ofNullable(requests.get(e.request()))
                        .map(EffectRequested::delivery)
                        .map(d -> d.split("/", 2));
            default -> Optional.empty();
        };
    }

    private static Optional<String[]> eventAndFunction(String event, String function) {
        return Optional.of(new String[] {event, function});
    }

    /**
     * Whether the restaurant's board can be changed alone. The board is recounted, since no order of the restaurant was
     * given up. Nobody watches the board, so a changed one shows no subscriber anything new.
     */
    boolean isJudgedAlone(String restaurant) {
        return all(Subscribed.class).noneMatch(s -> s.entity().equals("board:" + restaurant))
                && all(Committed.class)
                        .filter(c -> c.restaurant().equals(restaurant))
                        .noneMatch(c -> hasDeadLetter(c.order()));
    }

    /** Whether some delivery of the order is a dead letter; the end of such an order is not judged. */
    boolean hasDeadLetter(String order) {
        return all(Settled.class)
                .anyMatch(s -> s.outcome() == Settlement.DEAD && order.equals(orderOfEvent.get(s.event())));
    }

    /** All sends of operations on an order. */
    Stream<OperationSent> operations(String order) {
        return all(OperationSent.class).filter(s -> s.order().equals(order));
    }

    History without(Predicate<? super Entry> dropped) {
        return new History(
                history.entries().stream().filter(e -> !dropped.test(e)).toList());
    }

    /** The history with each entry changed by the function, which returns an entry itself to keep it. */
    History changed(Function<Entry, Entry> change) {
        return new History(history.entries().stream().map(change).toList());
    }

    /** The history with this very entry replaced. */
    History changed(Entry original, Entry replacement) {
        return changed(e -> e == original ? replacement : e);
    }

    History with(Entry... more) {
        List<Entry> entries = new ArrayList<>(history.entries());
        entries.addAll(List.of(more));
        return new History(entries);
    }

    /** A copy of the entry, moved by this time in nanoseconds. */
    static Entry moved(Entry entry, long nanos) {
        ObjectNode json = (ObjectNode) EntryCodec.json().readTree(EntryCodec.write(entry));
        json.put("at", entry.at() + nanos);
        return EntryCodec.read(json.toString());
    }

    /** The history as it is if the harness is killed at this time. */
    History truncatedAt(long at) {
        return without(e -> e.at() > at);
    }
}

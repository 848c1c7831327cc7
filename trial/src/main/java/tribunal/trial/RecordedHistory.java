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

/** A valid history: what is in it, where it is calm enough to be changed in one point alone, and how to change it. */
final class RecordedHistory {
    static final long MS = 1_000_000;

    private final History history;
    private final Map<String, String> orderOfEvent = new HashMap<>();
    private final Map<Long, EffectRequested> requests = new HashMap<>();
    private final Set<String> troubled = new HashSet<>();

    /**
     * One event for one function.
     *
     * @param order whose event it is
     */
    record Part(EventRecorded event, String function, String order) {}

    RecordedHistory(History history) {
        this.history = history;
        all(EventRecorded.class).forEach(e -> orderOfEvent.put(e.event(), e.order()));
        all(EffectRequested.class).forEach(r -> requests.put(r.request(), r));
        all(CanaryPlaced.class).forEach(c -> troubled.add(c.order()));
        all(FateDecided.class).forEach(f -> troubled.add(orderOfEvent.getOrDefault(f.event(), "")));
        all(HandedOver.class).filter(h -> h.attempt() > 1).forEach(h -> troubled.add(h.order()));
        run().poisoned().stream().map(Poisoned::order).forEach(troubled::add);
    }

    <E extends Entry> Stream<E> all(Class<E> kind) {
        return history.all(kind);
    }

    RunStarted run() {
        return history.first(RunStarted.class).orElseThrow();
    }

    /** Waiting is judged in this run, and at this time nothing is wrong, nor within the settling time before. */
    boolean isUndisturbed(long time) {
        JudgeLimits.@Nullable Waits waits = run().limits().waits();
        return waits != null
                && all(HarnessEntry.class)
                        .filter(e -> !(e instanceof NodeStarted started && started.at() == 0))
                        .filter(e -> !(e instanceof PhaseStarted || e instanceof RunStarted))
                        .noneMatch(e -> e.at() > time - 2 * waits.settling().toNanos() && e.at() < time + 1_000 * MS);
    }

    /** A function has one slot on each node, so that a delivery can have to wait for it. */
    boolean isSlotScarce() {
        return run().limits().waits() != null && run().limits().concurrency() == 1;
    }

    /** Waiting is judged in this run. */
    boolean isExact() {
        return run().limits().waits() != null;
    }

    long end() {
        return history.entries().getLast().at();
    }

    /** The orders that no fault has touched and whose every delivery took one attempt, oldest first. */
    Stream<String> calmOrders() {
        return new LinkedHashSet<>(all(Committed.class).map(Committed::order).toList())
                .stream().filter(o -> !troubled.contains(o));
    }

    /** Those of them that end so. */
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
    Stream<Part> parts(String function) {
        Set<String> calm = new HashSet<>(calmOrders().toList());
        return all(HandedOver.class)
                .filter(h -> h.function().equals(function) && calm.contains(h.order()))
                .map(h -> new Part(event(h.event()), function, h.order()));
    }

    private EventRecorded event(String id) {
        return all(EventRecorded.class)
                .filter(e -> e.event().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Every trace that a delivery left in database, channel and third parties. */
    Predicate<Entry> of(Part part) {
        return entry -> {
            Optional<String[]> its = delivery(entry);
            return its.isPresent() && its.get()[0].equals(part.event().event()) && its.get()[1].equals(part.function());
        };
    }

    /** Every trace of an event: itself and all its deliveries. */
    Predicate<Entry> ofEvent(String event) {
        return entry -> (entry instanceof EventRecorded e && e.event().equals(event))
                || delivery(entry).filter(d -> d[0].equals(event)).isPresent();
    }

    /** Every trace of an order, but for what its customer asked for and was told. */
    Predicate<Entry> ofOrder(String order) {
        return entry -> switch (entry) {
            case Committed c -> c.order().equals(order);
            case UpdateReceived u -> u.order().equals(order);
            case EventRecorded e -> e.order().equals(order);
            case ThirdPartyEntry t -> order(t).equals(order);
            default ->
                delivery(entry)
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
    private Optional<String[]> delivery(Entry entry) {
        return switch (entry) {
            case DeliveryEntry e -> of(e.event(), e.function());
            case ThirdPartyEntry e ->
                Optional.ofNullable(requests.get(e.request()))
                        .map(EffectRequested::delivery)
                        .map(d -> d.split("/", 2));
            default -> Optional.empty();
        };
    }

    private static Optional<String[]> of(String event, String function) {
        return Optional.of(new String[] {event, function});
    }

    /** Its board is recounted, since no order of it was given up, and nobody watches it, to whom a changed one would be news. */
    boolean isJudgedAlone(String restaurant) {
        return all(Subscribed.class).noneMatch(s -> s.entity().equals("board:" + restaurant))
                && all(Committed.class)
                        .filter(c -> c.restaurant().equals(restaurant))
                        .noneMatch(c -> isGivenUpOf(c.order()));
    }

    /** Some delivery of it is a dead letter: how it ends is not judged. */
    boolean isGivenUpOf(String order) {
        return all(Settled.class)
                .anyMatch(s -> s.outcome() == Settlement.DEAD && order.equals(orderOfEvent.get(s.event())));
    }

    /** The operations on an order, by what they ask for. */
    Stream<OperationSent> operations(String order) {
        return all(OperationSent.class).filter(s -> s.order().equals(order));
    }

    History without(Predicate<? super Entry> dropped) {
        return new History(
                history.entries().stream().filter(e -> !dropped.test(e)).toList());
    }

    /** With each of them changed; one that is left as it is stays. */
    History changed(Function<Entry, Entry> change) {
        return new History(history.entries().stream().map(change).toList());
    }

    /** With this very entry as another. */
    History changed(Entry one, Entry other) {
        return changed(e -> e == one ? other : e);
    }

    History with(Entry... more) {
        List<Entry> entries = new ArrayList<>(history.entries());
        entries.addAll(List.of(more));
        return new History(entries);
    }

    /** The same entry at another time. */
    static Entry later(Entry entry, long nanos) {
        ObjectNode json = (ObjectNode) EntryCodec.json().readTree(EntryCodec.write(entry));
        json.put("at", entry.at() + nanos);
        return EntryCodec.read(json.toString());
    }

    /** As it stands when the harness is killed then. */
    History until(long at) {
        return without(e -> e.at() > at);
    }
}

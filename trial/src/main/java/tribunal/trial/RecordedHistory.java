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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.file.EntryCodec;

/** A history of the sound app: finds places where one point can be changed alone, and makes the changed histories. */
final class RecordedHistory {
    static final long MS = 1_000_000;

    private final History history;
    private final Map<String, EventRecorded> events = new HashMap<>();
    private final Map<Long, EffectRequested> requests = new HashMap<>();
    private final Set<String> faulted = new HashSet<>();

    RecordedHistory(History history) {
        this.history = history;
        all(EventRecorded.class).forEach(e -> events.putIfAbsent(e.event(), e));
        all(EffectRequested.class).forEach(r -> requests.put(r.request(), r));
        all(CanaryStarted.class).forEach(c -> faulted.add(c.entity()));
        all(FateDecided.class).forEach(f -> faulted.add(orderOf(f)));
        all(HandedOver.class).filter(h -> h.attempt() > 1).forEach(h -> faulted.add(h.entity()));
    }

    History history() {
        return history;
    }

    <E extends Entry> Stream<E> all(Class<E> kind) {
        return history.all(kind);
    }

    <E extends Entry> Optional<E> first(Class<E> kind, Predicate<E> test) {
        return all(kind).filter(test).findFirst();
    }

    RunStarted run() {
        return history.first(RunStarted.class).orElseThrow();
    }

    JudgeLimits limits() {
        return run().limits();
    }

    long end() {
        return history.lastTime();
    }

    /** Whether waiting is judged in this run. */
    boolean judgesWaiting() {
        return limits().waits() != null;
    }

    /** Whether waiting is judged, and nothing is wrong at this time or within the settling time before it. */
    boolean isUndisturbed(long time) {
        JudgeLimits.@Nullable WaitBounds waits = limits().waits();
        return waits != null
                && all(HarnessEntry.class)
                        .filter(e -> !(e instanceof NodeStarted started && started.at() == 0))
                        .filter(e -> !(e instanceof PhaseStarted || e instanceof RunStarted))
                        .noneMatch(e -> e.at() > time - 2 * waits.settling().toNanos() && e.at() < time + 1_000 * MS);
    }

    /** The orders without a fault whose every delivery took one attempt, oldest first. */
    Stream<String> calmOrders() {
        return new LinkedHashSet<>(all(Committed.class).map(Committed::entity).toList())
                .stream().filter(o -> !faulted.contains(o));
    }

    /** The last versions of the calm orders that end in this status. */
    Stream<Committed> calmEnds(String status) {
        return calmOrders()
                .map(order -> versions(order).getLast())
                .filter(last -> last.state().equals(status));
    }

    /** The last version of the first calm order that was delivered. */
    Optional<Committed> delivered() {
        return calmEnds("DELIVERED").findFirst();
    }

    List<Committed> versions(String order) {
        return all(Committed.class)
                .filter(c -> c.entity().equals(order))
                .sorted(Comparator.comparingInt(Committed::version))
                .toList();
    }

    /** The hand-overs of calm orders' deliveries to this function: one for each delivery. */
    Stream<HandedOver> deliveriesTo(String function) {
        Set<String> calm = new HashSet<>(calmOrders().toList());
        return all(HandedOver.class).filter(h -> h.function().equals(function) && calm.contains(h.entity()));
    }

    /** The time when the event of a delivery was recorded. */
    long recordedAt(DeliveryEntry delivery) {
        return Objects.requireNonNull(events.get(delivery.event())).at();
    }

    EventRecorded eventOf(Committed version) {
        return first(EventRecorded.class, e -> isAbout(e, version)).orElseThrow();
    }

    EffectRequested request(ThirdPartyEntry entry) {
        return Objects.requireNonNull(requests.get(entry.request()));
    }

    private String orderOf(DeliveryEntry delivery) {
        EventRecorded event = events.get(delivery.event());
        return event == null ? "" : event.entity();
    }

    /** Every entry that a delivery left in database, channel and third parties. */
    Predicate<Entry> entriesOf(DeliveryEntry delivery) {
        String name = name(delivery);
        return entry -> deliveryOf(entry).equals(name);
    }

    /** Every entry about an event: its own and those of all its deliveries. */
    Predicate<Entry> entriesOf(EventRecorded event) {
        return entry -> entry.equals(event) || deliveryOf(entry).startsWith(event.event() + "/");
    }

    /** The delivery of an entry, as {@code event/function}; empty if the entry is not about a delivery. */
    private String deliveryOf(Entry entry) {
        return switch (entry) {
            case DeliveryEntry delivery -> name(delivery);
            case ThirdPartyEntry e -> Objects.requireNonNullElse(request(e).delivery(), "");
            default -> "";
        };
    }

    private static String name(DeliveryEntry delivery) {
        return delivery.event() + "/" + delivery.function();
    }

    /** Every entry about an order, except the requests of its customer and their answers. */
    Predicate<Entry> entriesOfOrder(String order) {
        return entry -> switch (entry) {
            case Committed c -> c.entity().equals(order);
            case UpdateReceived u -> u.entity().equals(order);
            case EventRecorded e -> e.entity().equals(order);
            case ThirdPartyEntry t -> request(t).entity().equals(order);
            case DeliveryEntry d -> orderOf(d).equals(order);
            default -> false;
        };
    }

    /** Whether an entry is this version's commit, its event, a frame that shows it, or an answer with its number. */
    boolean isAbout(Entry entry, Committed version) {
        return switch (entry) {
            case Committed c -> c.equals(version);
            case EventRecorded e -> e.entity().equals(version.entity()) && e.version() == version.version();
            case UpdateReceived u -> u.entity().equals(version.entity()) && u.version() == version.version();
            case OperationAnswered a ->
                a.version() == version.version()
                        && sends(version.entity()).anyMatch(s -> s.operation().equals(a.operation()));
            default -> false;
        };
    }

    /** All sends of operations on an order. */
    Stream<OperationSent> sends(String order) {
        return all(OperationSent.class).filter(s -> s.entity().equals(order));
    }

    /**
     * Whether the restaurant's board can be changed alone. The board is recounted, since no order of the restaurant was
     * given up. Nobody watches the board, so a changed one shows no subscriber anything new.
     */
    boolean isJudgedAlone(String restaurant) {
        return all(Subscribed.class).noneMatch(s -> s.topic().equals("board:" + restaurant))
                && all(Committed.class)
                        .filter(c -> restaurant.equals(c.attributes().get("restaurant")))
                        .noneMatch(c -> hasDeadLetter(c.entity()));
    }

    /** Whether some delivery of the order is a dead letter; the end of such an order is not judged. */
    boolean hasDeadLetter(String order) {
        return all(Settled.class)
                .anyMatch(s -> s.outcome() == SettleOutcome.DEAD && orderOf(s).equals(order));
    }

    private RecordedHistory of(Stream<Entry> entries) {
        return new RecordedHistory(new History(entries.toList()));
    }

    RecordedHistory without(Predicate<? super Entry> dropped) {
        return of(history.entries().stream().filter(e -> !dropped.test(e)));
    }

    RecordedHistory with(Entry... more) {
        List<Entry> entries = new ArrayList<>(history.entries());
        entries.addAll(List.of(more));
        return of(entries.stream());
    }

    RecordedHistory replaced(Predicate<Entry> replaced, UnaryOperator<Entry> replacement) {
        return of(history.entries().stream().map(e -> replaced.test(e) ? replacement.apply(e) : e));
    }

    /** The history with components of these entries changed. */
    RecordedHistory changed(Predicate<Entry> changed, Consumer<ObjectNode> change) {
        return replaced(changed, e -> copy(e, change));
    }

    /** The history with components of this very entry changed. */
    RecordedHistory changed(Entry original, Consumer<ObjectNode> change) {
        return changed(e -> e == original, change);
    }

    /** The history with these entries moved by this time in nanoseconds. */
    RecordedHistory moved(Predicate<Entry> moved, long nanos) {
        return replaced(moved, e -> copy(e, json -> json.put("at", e.at() + nanos)));
    }

    /**
     * A copy of an entry with changed components.
     *
     * @param change sets components in the entry's JSON; it cannot add any
     */
    static Entry copy(Entry entry, Consumer<ObjectNode> change) {
        ObjectNode json = (ObjectNode) EntryCodec.json().readTree(EntryCodec.write(entry));
        int components = json.size();
        change.accept(json);
        if (json.size() != components) {
            throw new IllegalArgumentException("the entry has other components: " + json);
        }
        return EntryCodec.read(json.toString());
    }

    /** Sets an entry of a map that the entry has. */
    static void set(ObjectNode json, String map, String name, String value) {
        ObjectNode values = json.withObjectProperty(map);
        if (!values.has(name)) {
            throw new IllegalArgumentException("the entry has no " + map + "." + name + ": " + json);
        }
        values.put(name, value);
    }

    /** Makes a board count more orders of a status. */
    static void count(ObjectNode board, String status, long more) {
        ObjectNode counts = board.withObjectProperty("cells");
        counts.put(status, counts.path(status).asLong(0) + more);
    }
}

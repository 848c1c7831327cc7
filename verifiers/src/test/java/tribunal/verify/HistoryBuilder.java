package tribunal.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.ThirdPartyEntry.NoneFree;

/**
 * A history in a few words. Each word makes its entries one millisecond after those before it; {@link #at} sets the
 * time. Orders are of customer {@code c-1} at restaurant {@code r-1} and cost 24.50; version n of order o has event
 * {@code o#n}.
 */
public final class HistoryBuilder extends RunBuilder<HistoryBuilder> {
    public static final long TOTAL = 2450;
    public static final long MS = 1_000_000;
    public static final DeliveryId CHARGE = delivery("order:o-1", 1, "ChargePayment");

    private final Map<String, Committed> current = new HashMap<>();
    private final Map<String, List<EventRecorded>> events = new HashMap<>();
    private final Set<DeliveryId> delivered = new HashSet<>();
    private long number;
    private long due;

    @Override
    HistoryBuilder self() {
        return this;
    }

    /** The attributes of an order. */
    public static Map<String, String> attributes(String restaurant, String customer, long total) {
        return Map.of("restaurant", restaurant, "customer", customer, "total", Long.toString(total));
    }

    public static HistoryBuilder history() {
        return new HistoryBuilder();
    }

    /** An order that went all its way, every delivery made once, and the run drained after the longest silence. */
    public static HistoryBuilder sound() {
        return history().lives("order:o-1");
    }

    /** An order whose charge is not delivered yet; the test adds how it is delivered. */
    public static HistoryBuilder placed() {
        return history().commits("order:o-1", "PLACED").neverDelivers(CHARGE);
    }

    public HistoryBuilder phase(Phase phase) {
        return add(new PhaseStarted(tick(), phase));
    }

    public HistoryBuilder sends(String kind, String order, String operation) {
        return add(new OperationSent(tick(), operation, 1, kind, order, "c-1", now()));
    }

    public HistoryBuilder answers(String operation, Outcome outcome, int version, @Nullable String status) {
        return add(new OperationAnswered(tick(), operation, 1, outcome, version, status, null, Map.of()));
    }

    public HistoryBuilder cancels(String order, Outcome outcome) {
        sends("CANCEL", order, "cancel/" + order);
        if (outcome != Outcome.REFUSED) {
            commits(order, "CANCELLED");
        }
        Committed c = Objects.requireNonNull(current.get(order));
        return answers("cancel/" + order, outcome, c.version(), c.state());
    }

    /** Each status in a transaction of its own with the event that the model requires. */
    public HistoryBuilder commits(String order, String... statuses) {
        for (String status : statuses) {
            String txn = "t-" + ++number;
            Committed c = commit(order, status, txn);
            Foodcourt.MODEL
                    .transition(order, c.from(), status)
                    .ifPresent(t -> records(order, c.version(), t.event(), txn));
        }
        return this;
    }

    public HistoryBuilder commitsWithoutEvent(String order, String status) {
        commit(order, status, "t-" + ++number);
        return this;
    }

    private Committed commit(String order, String status, String txn) {
        @Nullable Committed before = current.get(order);
        Committed c = new Committed(
                tick(),
                txn,
                order,
                before == null ? 1 : before.version() + 1,
                before == null ? null : before.state(),
                status,
                HistoryBuilder.attributes("r-1", "c-1", TOTAL));
        current.put(order, c);
        add(c);
        return c;
    }

    public HistoryBuilder records(String order, int version, String type, String txn) {
        EventRecorded e = new EventRecorded(now(), txn, AppModel.keyOf(order) + "#" + version, type, 1, order, version);
        events.computeIfAbsent(order, _ -> new ArrayList<>()).add(e);
        return add(e);
    }

    /** One attempt, handed over and begun, in the middle of which {@code meanwhile} happens. */
    public HistoryBuilder attempts(DeliveryId id, int attempt, Ending ending) {
        return claims(id, attempt).begins(id, attempt, 0).ends(id, attempt, 0, ending);
    }

    public HistoryBuilder claims(DeliveryId id, int attempt) {
        String order = "order:" + id.event().substring(0, id.event().indexOf('#'));
        add(new Claimed(tick(), id.event(), id.function(), attempt, "n-1", attempt));
        return add(new HandedOver(tick(), id.event(), id.function(), attempt, attempt, "n-1", order, "Type", 1, due()));
    }

    /** Sets the due time of the next hand-over, in milliseconds from now. */
    public HistoryBuilder due(long ms) {
        due = now() + ms * MS;
        return this;
    }

    private long due() {
        long set = due;
        due = 0;
        return set == 0 ? now() - MS : set;
    }

    public HistoryBuilder begins(DeliveryId id, int attempt, int copy) {
        return add(new AttemptStarted(tick(), id.event(), id.function(), attempt, copy));
    }

    public HistoryBuilder ends(DeliveryId id, int attempt, int copy, Ending ending) {
        @Nullable String point = ending == Ending.CRASHED ? "after-call-3" : null;
        return add(new AttemptEnded(tick(), id.event(), id.function(), attempt, copy, ending, point));
    }

    public HistoryBuilder answered(DeliveryId id, int attempt, Answer answer) {
        return add(new Answered(tick(), id.event(), id.function(), attempt, answer, null, null, false));
    }

    public HistoryBuilder answered(
            DeliveryId id, int attempt, Answer answer, @Nullable Long retryAfter, boolean permanent) {
        return add(new Answered(tick(), id.event(), id.function(), attempt, answer, null, retryAfter, permanent));
    }

    public HistoryBuilder meets(DeliveryId id, int attempt, String fate) {
        return add(new FateMet(tick(), id.event(), id.function(), attempt, fate));
    }

    /** Attempts until the last, each failed and given back, a second apart, and then a dead letter. */
    public HistoryBuilder givesUp(DeliveryId id, int attempts) {
        delivered.add(id);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            attempts(id, attempt, Ending.FAILED).answered(id, attempt, Answer.FAILED);
            settles(id, attempt, attempt < attempts ? SettleOutcome.RETRY : SettleOutcome.DEAD)
                    .after(1_000);
        }
        return this;
    }

    public HistoryBuilder settles(DeliveryId id, int attempt, SettleOutcome outcome) {
        return add(new Settled(tick(), id.event(), id.function(), attempt, attempt, outcome));
    }

    public static DeliveryId delivery(String order, int version, String function) {
        return new DeliveryId(AppModel.keyOf(order) + "#" + version, function);
    }

    public HistoryBuilder delivers(DeliveryId id) {
        delivered.add(id);
        return attempts(id, 1, Ending.DONE).answered(id, 1, Answer.DONE).settles(id, 1, SettleOutcome.DONE);
    }

    public HistoryBuilder neverDelivers(DeliveryId id) {
        delivered.add(id);
        return this;
    }

    /** Whatever of this order has not been delivered yet. */
    public HistoryBuilder deliversTheRest(String order) {
        for (EventRecorded e : events.getOrDefault(order, List.of())) {
            Foodcourt.MODEL.functionsOf(e.eventType()).stream()
                    .map(function -> new DeliveryId(e.event(), function))
                    .filter(id -> !delivered.contains(id))
                    .forEach(this::delivers);
        }
        return this;
    }

    public long requests(String kind, String order, @Nullable DeliveryId by) {
        add(new EffectRequested(
                tick(),
                ++number,
                kind + ":" + AppModel.keyOf(order),
                kind,
                order,
                by == null ? null : by.toString(),
                TOTAL,
                null));
        return number;
    }

    /** A notification of that status, applied. */
    public HistoryBuilder notifies(String order, String status, boolean first) {
        long request = ++number;
        add(new EffectRequested(tick(), request, "notify:" + status, "notify", order, null, 0, status));
        return add(new EffectApplied(tick(), request, first, 0, null));
    }

    /** A request of any kind with what it says, and its answer. */
    public HistoryBuilder asks(String kind, String order, @Nullable String key, long amount) {
        long request = ++number;
        add(new EffectRequested(tick(), request, key, kind, order, null, amount, null));
        return add(new EffectApplied(tick(), request, false, amount, null));
    }

    public HistoryBuilder applies(String kind, String order, long amount) {
        return appliesFor(kind, order, null, amount);
    }

    public HistoryBuilder appliesFor(String kind, String order, @Nullable DeliveryId by, long amount) {
        long request = requests(kind, order, by);
        boolean courier = kind.equals("assign") || kind.equals("release");
        return add(new EffectApplied(tick(), request, true, amount, courier ? "courier-1" : null));
    }

    public HistoryBuilder refuses(String kind, String order) {
        return add(new EffectRefused(tick(), requests(kind, order, null)));
    }

    public HistoryBuilder closes(String kind, String order) {
        return add(new EffectClosed(tick(), requests(kind, order, null)));
    }

    public HistoryBuilder noneFree(String order) {
        return add(new NoneFree(tick(), requests("assign", order, null)));
    }

    /** The whole happy path. */
    public HistoryBuilder lives(String order) {
        return commits(order, "PLACED")
                .applies("charge", order, TOTAL)
                .commits(order, "PAID")
                .applies("approve", order, 0)
                .commits(order, "APPROVED")
                .applies("assign", order, 0)
                .commits(order, "COURIER_ASSIGNED", "DELIVERED")
                .applies("release", order, 0)
                .deliversTheRest(order);
    }

    public HistoryBuilder canary() {
        return add(new CanaryStarted(tick(), "order:canary")).lives("order:canary");
    }

    public HistoryBuilder subscribes(String connection, String entity) {
        return add(new Subscribed(tick(), connection, "s", entity));
    }

    /** The app ends it. */
    public HistoryBuilder ends(String connection) {
        return add(new Unsubscribed(tick(), connection, "s", EndedBy.APP));
    }

    public HistoryBuilder pings(String connection) {
        return add(new Pinged(tick(), connection));
    }

    /** One send of an operation of {@code c-1}, answered with this version and status. */
    public HistoryBuilder asks(String kind, String order, String operation, int send, int version, String status) {
        return add(new OperationSent(tick(), operation, send, kind, order, "c-1", now()))
                .add(new OperationAnswered(
                        tick(), operation, send, Outcome.ACKNOWLEDGED, version, status, null, Map.of()));
    }

    /** One send of an operation of {@code c-1}, refused. */
    public HistoryBuilder isRefused(String kind, String order, String operation, int send) {
        return add(new OperationSent(tick(), operation, send, kind, order, "c-1", now()))
                .add(new OperationAnswered(tick(), operation, send, Outcome.REFUSED, 0, null, "TOO_LATE", Map.of()));
    }

    public HistoryBuilder unsubscribes(String connection) {
        return add(new Unsubscribed(tick(), connection, "s", null));
    }

    public HistoryBuilder pongs(String connection) {
        return add(new Ponged(tick(), connection));
    }

    public HistoryBuilder sees(String connection, String order, int version, String status) {
        return add(new UpdateReceived(tick(), connection, "s", order, version, status, Map.of()));
    }

    public HistoryBuilder seesBoard(String connection, long revision, Map<String, Long> counts) {
        return add(new ViewReceived(tick(), connection, "s", "board", "r-1", revision, new TreeMap<>(counts)));
    }

    public HistoryBuilder decides(DeliveryId id, int attempt, String fate) {
        return add(new FateDecided(tick(), id.event(), id.function(), attempt, "rule", fate, ""));
    }

    public HistoryBuilder board(Map<String, Long> counts) {
        return add(new ViewRead(tick(), "board", "r-1", 7, new TreeMap<>(counts)));
    }

    public HistoryBuilder drained() {
        return after(7_000).add(new Drained(now()));
    }

    public HistoryBuilder notDrained() {
        return after(7_000).add(new NotDrained(now(), "work is outstanding", List.of()));
    }
}

package tribunal.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.history.KeyedRandom;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.scenario.file.ScenarioCatalogue;

/** One order of a {@link SampleHistory}, from its placement to its last delivery. */
final class SampleOrder {
    private static final AppModel MODEL = ScenarioCatalogue.model();
    private static final List<String> STATUSES = List.of("PLACED", "PAID", "APPROVED", "COURIER_ASSIGNED", "DELIVERED");
    private static final long MS = SampleHistory.MS;
    private static final long RETRY_AFTER = 100 * MS;
    /** The duration of a ride; the model allows 200 ms to 1 s. */
    private static final long RIDE = 400 * MS;

    private static final long TOTAL = 2450;
    private static final double FAULT_SHARE = 0.05;
    private static final long REQUESTS_MAX = 100;

    private final KeyedRandom random;
    private final String order;
    private final String entity;
    private final String customer;
    private final Map<String, String> attributes;
    private final Consumer<Entry> entries;
    private long request;
    private long now;

    SampleOrder(SampleHistory history, int number, long begin, Consumer<Entry> entries) {
        this.random = new KeyedRandom(history.seed());
        this.order = SampleHistory.id(history.name(number));
        this.customer = SampleHistory.id("customer of " + history.name(number));
        this.entity = "order:" + order;
        this.attributes = Map.of("restaurant", "restaurant-1", "customer", customer, "total", Long.toString(TOTAL));
        this.entries = entries;
        this.request = number * REQUESTS_MAX;
        this.now = begin;
    }

    /** Adds the entries of this order; returns the time of the last one. */
    long write() {
        String operation = "PLACE/" + customer + "/request-1";
        entries.accept(new Subscribed(now, "connection-1", "orders of " + customer, "customer:" + customer));
        entries.accept(new Subscribed(now, "connection-1", order, "order:" + order));
        entries.accept(new OperationSent(now, operation, 1, "PLACE", entity, customer, now));
        @Nullable String from = null;
        for (int version = 1; version <= STATUSES.size(); version++) {
            String status = STATUSES.get(version - 1);
            commit(from, status, version);
            if (version == 1) {
                entries.accept(new OperationAnswered(
                        tick(), operation, 1, Outcome.ACKNOWLEDGED, version, status, null, Map.of()));
            }
            from = status;
        }
        return now;
    }

    private void commit(@Nullable String from, String status, int version) {
        String txn = order.substring(0, 8) + version;
        String type = MODEL.transition(entity, from, status).orElseThrow().event();
        String event = SampleHistory.id(order + version);
        long at = tick();
        entries.accept(new Committed(at, txn, entity, version, from, status, attributes));
        entries.accept(new EventRecorded(at, txn, event, type, 1, entity, version));
        tick();
        for (String subscription : List.of("orders of " + customer, order)) {
            entries.accept(new UpdateReceived(now, "connection-1", subscription, entity, version, status, Map.of()));
        }
        MODEL.functionsOf(type).forEach(function -> deliver(event, type, function));
    }

    private void deliver(String event, String type, String function) {
        now += function.equals("CompleteDelivery") ? RIDE : 0;
        double draw = random.fraction(event + function);
        int attempt = 1;
        if (draw < FAULT_SHARE) {
            attempt(event, type, function, attempt++, Ending.FAILED);
        }
        attempt(event, type, function, attempt, Ending.DONE);
        if (draw > 1 - FAULT_SHARE) {
            entries.accept(new FateDecided(now, event, function, attempt, "rule-1", "duplicate", "1 copy"));
            entries.accept(new FateMet(now, event, function, attempt, "duplicate"));
            entries.accept(new AttemptStarted(tick(), event, function, attempt, 1));
            entries.accept(new AttemptEnded(tick(), event, function, attempt, 1, Ending.DONE, null));
        }
    }

    private void attempt(String event, String type, String function, int attempt, Ending ending) {
        boolean done = ending == Ending.DONE;
        entries.accept(new Claimed(tick(), event, function, attempt, "node-1", attempt));
        entries.accept(new HandedOver(tick(), event, function, attempt, attempt, "node-1", entity, type, 1, now - MS));
        if (!done) {
            entries.accept(new FateDecided(now, event, function, attempt, "rule-2", "fail", "503"));
            entries.accept(new FateMet(now, event, function, attempt, "fail"));
        }
        entries.accept(new AttemptStarted(tick(), event, function, attempt, 0));
        if (done) {
            effects(event, function);
        }
        entries.accept(new AttemptEnded(tick(), event, function, attempt, 0, ending, null));
        entries.accept(new Answered(
                tick(),
                event,
                function,
                attempt,
                done ? Answer.DONE : Answer.FAILED,
                done ? null : "503",
                null,
                false));
        SettleOutcome outcome = done ? SettleOutcome.DONE : SettleOutcome.RETRY;
        entries.accept(new Settled(tick(), event, function, attempt, attempt, outcome));
        now += done ? 0 : RETRY_AFTER;
    }

    private void effects(String event, String function) {
        switch (function) {
            case "ChargePayment" -> effect("charge", event, function, TOTAL);
            case "RequestApproval" -> effect("approve", event, function, 0);
            case "AssignCourier" -> effect("assign", event, function, 0);
            case "ReleaseCourier" -> effect("release", event, function, 0);
            case "NotifyCustomer" -> effect("notify", event, function, 0);
            default -> {}
        }
    }

    private void effect(String kind, String event, String function, long amount) {
        request++;
        String courier = kind.equals("assign") || kind.equals("release") ? "courier-1" : null;
        entries.accept(new EffectRequested(
                now, request, kind + ":" + event, kind, entity, event + "/" + function, amount, null));
        entries.accept(new EffectApplied(now, request, true, amount, courier));
    }

    private long tick() {
        now += MS;
        return now;
    }
}

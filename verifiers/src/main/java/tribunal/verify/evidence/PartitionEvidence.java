package tribunal.verify.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Transition;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;

/**
 * The evidence on the orders of one part of a history, indexed once for all guarantees.
 *
 * @param kinds the part's entries
 * @param orders by id
 * @param events recorded events, by id
 * @param deliveries one delivery for each recorded event and each function that the model assigns to its type, then
 *     phantoms
 * @param updates the updates of each subscription that received any, in the order in which clients subscribed
 * @param poisoned the deliveries that the scenario declares as dead letters, if their events were recorded
 */
public record PartitionEvidence(
        EntriesByKind kinds,
        RunEvidence run,
        SortedMap<String, OrderEvidence> orders,
        Map<String, EventRecorded> events,
        DeliveryIndex deliveries,
        List<ClientOperation> operations,
        List<SubscriptionUpdates> updates,
        List<EventAltered> altered,
        Map<DeliveryId, Poisoned> poisoned) {

    public static final String CANCELLED = "CANCELLED";
    public static final String REJECTED = "REJECTED";
    public static final String REFUNDED = "REFUNDED";
    public static final String DELIVERED = "DELIVERED";

    public AppModel model() {
        return run.model();
    }

    public ClockUncertainty clocks() {
        return run.clocks();
    }

    public JudgeLimits limits() {
        return run.limits();
    }

    /** The canary order; empty if it is not in this part. */
    public Optional<OrderEvidence> canary() {
        return run.phases().canary().flatMap(id -> Optional.ofNullable(orders.get(id)));
    }

    /**
     * Whether the order belongs to the storm: the schedule wanted it after the warm-up, and it is not the canary. Only
     * orders of the storm are measured, and only they may suffer faults.
     */
    public boolean inStorm(OrderEvidence order) {
        long storm = run.phases().started(Phase.STORM).orElse(Long.MIN_VALUE);
        for (ClientOperation operation : order.operations()) {
            if (operation.first().intended() < storm) {
                return false;
            }
        }
        return !run.phases().isCanary(order.id());
    }

    /** Whether the order of the delivery belongs to the storm, or is not known. */
    public boolean inStorm(DeliveryEvidence delivery) {
        return inStorm(delivery.order());
    }

    /**
     * Whether the order with this id belongs to the storm, or is not known.
     *
     * @param order null if the order is not known
     */
    public boolean inStorm(@Nullable String order) {
        OrderEvidence found = order == null ? null : orders.get(order);
        return found == null || inStorm(found);
    }

    public boolean restsInFinal(OrderEvidence order) {
        return run.restsInFinal(order);
    }

    /** Whether no version, event or delivery of the order is missing, dead or outstanding. */
    public boolean complete(OrderEvidence order) {
        if (order.versions().isEmpty()
                || order.versions().getLast().version() != order.versions().size()) {
            return false;
        }
        int last = order.versions().getLast().version();
        for (EventRecorded event : order.events()) {
            if (event.version() > last) {
                return false;
            }
        }
        for (DeliveryEvidence delivery : order.deliveries()) {
            if (delivery.outstanding() || delivery.dead()) {
                return false;
            }
        }
        return missingEvents(order) == 0;
    }

    /** How many versions of the order require an event that was not recorded. */
    public long missingEvents(OrderEvidence order) {
        long missing = 0;
        for (Committed c : order.versions()) {
            missing += hasEvent(order, c) ? 0 : 1;
        }
        return missing;
    }

    /** The updates of each subscription that received any. */
    public Map<SubscriptionEvidence, SubscriptionUpdates> updatesBySubscription() {
        return updates.stream().collect(Collectors.toMap(SubscriptionUpdates::subscription, Function.identity()));
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Whether the event that this version requires was recorded with it, or it requires none. */
    private boolean hasEvent(OrderEvidence order, Committed c) {
        Optional<Transition> transition = model().transition(c.from(), c.status());
        if (transition.isEmpty()) {
            return true;
        }
        for (EventRecorded e : order.events()) {
            if (e.version() == c.version()
                    && e.eventType().equals(transition.get().event())) {
                return true;
            }
        }
        return false;
    }
}

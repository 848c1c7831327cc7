package tribunal.verify.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Transition;
import tribunal.history.ClientEntry.UpdateReceived;
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
 * @param updatesBySubscription for each subscription that received any, in the order in which clients subscribed
 * @param poisoned the deliveries that the scenario declares as dead letters, if their events were recorded
 */
public record PartitionEvidence(
        EntriesByKind kinds,
        RunEvidence run,
        SortedMap<String, OrderEvidence> orders,
        Map<String, EventRecorded> events,
        DeliveryIndex deliveries,
        List<ClientOperation> operations,
        Map<SubscriptionEvidence, SubscriptionUpdates> updatesBySubscription,
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

    /** The order with this id; empty if it is not in this part. */
    public Optional<OrderEvidence> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The canary order; empty if it is not in this part. */
    public Optional<OrderEvidence> canary() {
        return run.phases().canary().flatMap(this::order);
    }

    /**
     * Whether the order belongs to the storm: the schedule wanted it after the warm-up, and it is not the canary. Only
     * orders of the storm are measured, and only they may suffer faults.
     */
    public boolean inStorm(OrderEvidence order) {
        long storm = run.phases().started(Phase.STORM).orElse(Long.MIN_VALUE);
        return !ListQueries.any(
                        order.operations(), operation -> operation.first().intended() < storm)
                && !run.phases().isCanary(order.id());
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

    public boolean isInFinalState(OrderEvidence order) {
        return run.isInFinalState(order);
    }

    /** Whether no version, event or delivery of the order is missing, dead or outstanding. */
    public boolean isComplete(OrderEvidence order) {
        int versions = order.versions().size();
        return order.current().filter(last -> last.version() == versions).isPresent()
                && !ListQueries.any(order.events(), event -> event.version() > versions)
                && !ListQueries.any(order.deliveries(), delivery -> delivery.isOutstanding() || delivery.isDead())
                && missingEvents(order) == 0;
    }

    /** How many versions of the order require an event that was not recorded. */
    public long missingEvents(OrderEvidence order) {
        return ListQueries.count(order.versions(), c -> !hasEvent(order, c));
    }

    public Collection<SubscriptionUpdates> updates() {
        return updatesBySubscription.values();
    }

    /** The updates of this order that the subscription received. */
    public List<UpdateReceived> updates(SubscriptionEvidence subscription, String order) {
        SubscriptionUpdates received = updatesBySubscription.get(subscription);
        return received == null ? List.of() : received.of(order);
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Whether the event that this version requires was recorded with it, or it requires none. */
    private boolean hasEvent(OrderEvidence order, Committed c) {
        Optional<Transition> transition = model().transition(c.from(), c.state());
        return transition.isEmpty()
                || ListQueries.any(
                        order.events(),
                        e -> e.version() == c.version()
                                && e.eventType().equals(transition.get().event()));
    }
}

package tribunal.verify.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Transition;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;

/**
 * What is known of the orders of one part of a history, indexed once for all guarantees.
 *
 * @param kinds the part's entries
 * @param orders by id
 * @param events recorded, by id
 * @param deliveries every recorded event for each function that the model gives its type, then phantoms
 * @param updates by subscription, in the order in which those were asked for: of those that were shown anything
 * @param poisoned the deliveries that the scenario has declared dead letters, as far as their events were recorded
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

    RunPhases course() {
        return run.course();
    }

    public OutageWindows troubles() {
        return run.troubles();
    }

    public JudgeLimits limits() {
        return run.limits();
    }

    public boolean whole() {
        return run.whole();
    }

    public Optional<Long> end() {
        return run.end();
    }

    /** Empty unless its order is of this part. */
    public Optional<OrderEvidence> canary() {
        return course().canary().flatMap(id -> Optional.ofNullable(orders.get(id)));
    }

    /** Wanted after the warm-up, by the schedule: what is measured, and may be harmed. The canary is no traffic. */
    public boolean inStorm(OrderEvidence order) {
        long storm = course().started(Phase.STORM).orElse(Long.MIN_VALUE);
        for (ClientOperation operation : order.operations()) {
            if (operation.first().intended() < storm) {
                return false;
            }
        }
        return !course().isCanary(order.id());
    }

    /** Of an order of the storm, or of none that is known. */
    public boolean inStorm(DeliveryEvidence delivery) {
        return inStorm(delivery.order());
    }

    /** The same of an order's id; null if it is not known of which order something was. */
    public boolean inStorm(@Nullable String order) {
        OrderEvidence known = order == null ? null : orders.get(order);
        return known == null || inStorm(known);
    }

    public boolean restsInFinal(OrderEvidence order) {
        return run.restsInFinal(order);
    }

    /** Nothing of the order is missing, lost, dead or outstanding: what it is at the end is its own doing. */
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
        return lacking(order) == 0;
    }

    /** How many of its versions require an event that was not recorded. */
    public long lacking(OrderEvidence order) {
        long lacking = 0;
        for (Committed c : order.versions()) {
            lacking += hasEvent(order, c) ? 0 : 1;
        }
        return lacking;
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** The event that this version requires was recorded with it, or it requires none. */
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

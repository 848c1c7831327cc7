package tribunal.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.Model;
import tribunal.history.Model.Transition;
import tribunal.history.Phase;

/**
 * The history, indexed once for all guarantees.
 *
 * @param kinds all entries
 * @param orders by id
 * @param events recorded, by id
 * @param deliveries every recorded event for each function that the model gives its type, then phantoms
 * @param byCustomer the orders of each customer
 * @param pongs when each connection last answered a ping
 * @param poisoned the deliveries that the scenario has declared dead letters, as far as their events were recorded
 */
record Evidence(
        EntriesByKind kinds,
        Model model,
        RunStarted run,
        Clocks clocks,
        Course course,
        SortedMap<String, OrderEvidence> orders,
        Map<String, EventRecorded> events,
        Deliveries deliveries,
        List<Operation> operations,
        List<SubscriptionEvidence> subscriptions,
        Map<String, List<OrderEvidence>> byCustomer,
        Map<String, Long> pongs,
        List<EventAltered> altered,
        SortedMap<String, BoardRead> boards,
        Map<DeliveryId, Poisoned> poisoned,
        Troubles troubles) {

    static final String CANCELLED = "CANCELLED";
    static final String REJECTED = "REJECTED";
    static final String REFUNDED = "REFUNDED";
    static final String DELIVERED = "DELIVERED";

    /** The harness lived to say how the run ended: what is absent never was. */
    boolean whole() {
        return end().isPresent();
    }

    Optional<Long> end() {
        return course.end();
    }

    Optional<OrderEvidence> canary() {
        return course.canary().flatMap(id -> Optional.ofNullable(orders.get(id)));
    }

    /** Wanted after the warm-up, by the schedule: what is measured, and may be harmed. The canary is no traffic. */
    boolean inStorm(OrderEvidence order) {
        long storm = course.started(Phase.STORM).orElse(Long.MIN_VALUE);
        for (Operation operation : order.operations()) {
            if (operation.kind() == Kind.PLACE && operation.first().intended() < storm) {
                return false;
            }
        }
        return !course.isCanary(order.id());
    }

    boolean restsInFinal(OrderEvidence order) {
        return order.current().filter(c -> model.finals().contains(c.status())).isPresent();
    }

    /** Nothing of the order is missing, lost, dead or outstanding: what it is at the end is its own doing. */
    boolean complete(OrderEvidence order) {
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
    long lacking(OrderEvidence order) {
        long lacking = 0;
        for (Committed c : order.versions()) {
            lacking += hasEvent(order, c) ? 0 : 1;
        }
        return lacking;
    }

    <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** The event that this version requires was recorded with it, or it requires none. */
    private boolean hasEvent(OrderEvidence order, Committed c) {
        Optional<Transition> transition = model.transition(c.from(), c.status());
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

    /** The orders that a subscription is to show. */
    List<OrderEvidence> covered(SubscriptionEvidence subscription) {
        String entity = subscription.subscribed().entity();
        if (entity.startsWith("customer:")) {
            return byCustomer.getOrDefault(entity.substring("customer:".length()), List.of());
        }
        return entity.startsWith("order:")
                ? Optional.ofNullable(orders.get(entity.substring("order:".length()))).stream()
                        .toList()
                : List.of();
    }

    Findings findings() {
        return new Findings(whole());
    }
}

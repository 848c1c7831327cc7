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
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Model;
import tribunal.history.Phase;

/**
 * The history, indexed once for all guarantees.
 *
 * @param orders by id
 * @param events recorded, by id
 * @param deliveries every recorded event for each function that the model gives its type, then phantoms
 * @param byCustomer the orders of each customer
 * @param pongs when each connection last answered a ping
 * @param poisoned the deliveries that the scenario has declared dead letters, as far as their events were recorded
 */
record Evidence(
        History history,
        Model model,
        RunStarted run,
        Clocks clocks,
        Course course,
        SortedMap<String, OrderEvidence> orders,
        Map<String, EventRecorded> events,
        Map<DeliveryId, DeliveryEvidence> deliveries,
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
        boolean warmUp =
                order.operations(Kind.PLACE).anyMatch(placed -> placed.first().intended() < storm);
        return !warmUp && !course.canary().filter(order.id()::equals).isPresent();
    }

    boolean restsInFinal(OrderEvidence order) {
        return order.current().filter(c -> model.finals().contains(c.status())).isPresent();
    }

    /** Nothing of the order is missing, lost, dead or outstanding: what it is at the end is its own doing. */
    boolean complete(OrderEvidence order) {
        return order.current()
                        .filter(c -> c.version() == order.versions().size())
                        .isPresent()
                && order.versions().stream().allMatch(c -> hasEvent(order, c))
                && order.deliveries().stream().noneMatch(d -> d.outstanding() || d.dead());
    }

    /** The event that this version requires was recorded with it, or it requires none. */
    boolean hasEvent(OrderEvidence order, Committed c) {
        return model.transition(c.from(), c.status())
                .map(t ->
                        order.eventsOf(c.version()).anyMatch(e -> e.eventType().equals(t.event())))
                .orElse(true);
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

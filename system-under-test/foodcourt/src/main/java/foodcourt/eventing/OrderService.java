package foodcourt.eventing;

import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Accepted;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.CustomerId;
import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.Hints;
import foodcourt.port.NewDelivery;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import foodcourt.port.Tx.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes orders. Each change, its event and the event's deliveries are one transaction: a crash leaves all of them or
 * none. Hints follow the commit. A crash in between loses the hints, and the pollers find the changes.
 */
public final class OrderService implements OrderCommands {
    private final Transactions transactions;
    private final Hints hints;
    private final Function<EventType, List<FunctionName>> reacting;

    /** @param reacting returns the functions that react to a type of event */
    public OrderService(Transactions transactions, Hints hints, Function<EventType, List<FunctionName>> reacting) {
        this.transactions = transactions;
        this.hints = hints;
        this.reacting = reacting;
    }

    @Override
    public CommandResult place(PlaceOrder request) {
        Optional<Reason> refusal = request.refusal();
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        return commit((tx, changes) -> {
            Order order = Order.placed(request);
            return switch (tx.insert(order)) {
                case Placed.New() -> new Accepted(changes.recordEvent(tx, order, null, Map.of()));
                case Placed.AlreadyThere(Order existing) ->
                    belongsTo(existing, request.customer())
                                    && existing.placedBy().equals(request.request())
                            ? new Accepted(existing)
                            : new Refused(Reason.UNKNOWN_ORDER);
            };
        });
    }

    @Override
    public CommandResult cancel(CancelOrder request) {
        if (!request.isValid()) {
            return new Refused(Reason.INVALID_TEXT);
        }
        return commit((tx, changes) -> tx.lock(request.order())
                .filter(order -> belongsTo(order, request.customer()))
                .map(order -> cancel(tx, order, request, changes))
                .orElseGet(() -> new Refused(Reason.UNKNOWN_ORDER)));
    }

    private static boolean belongsTo(Order order, CustomerId customer) {
        return order.customer().equals(customer);
    }

    private static CommandResult cancel(Tx tx, Order order, CancelOrder request, Changes changes) {
        if (request.request().equals(order.cancelledBy())) {
            return new Accepted(order);
        }
        if (order.cancelledBy() != null) {
            return new Refused(Reason.ALREADY_CANCELLED);
        }
        if (!order.status().canBecome(OrderStatus.CANCELLED)) {
            return new Refused(Reason.TOO_LATE);
        }
        Order next = order.cancelled(request.request());
        tx.update(next);
        return new Accepted(changes.recordEvent(tx, next, order.status(), Map.of()));
    }

    /** Moves an order to its next status if still possible; a late or repeated call changes nothing. */
    public void advance(OrderId id, OrderStatus next) {
        advance(id, next, Map.of());
    }

    /**
     * Moves an order to its next status if still possible.
     *
     * @param notBefore for each function the shortest time from commit to delivery; absent means none
     */
    public void advance(OrderId id, OrderStatus next, Map<FunctionName, Duration> notBefore) {
        commit((tx, changes) -> {
            Optional<Order> order = tx.lock(id).filter(o -> o.status().canBecome(next));
            order.ifPresent(o -> {
                Order after = o.become(next);
                tx.update(after);
                changes.recordEvent(tx, after, o.status(), notBefore);
            });
            return order.isPresent();
        });
    }

    private <T> T commit(Work<T> work) {
        Changes changes = new Changes();
        T result = transactions.transact(tx -> {
            changes.hints.clear();
            return work.in(tx, changes);
        });
        changes.hints.forEach(hints::send);
        return result;
    }

    private interface Work<T> {
        T in(Tx tx, Changes changes);
    }

    /** The changes of one transaction, to hint once it has committed. */
    private final class Changes {
        private final List<Hint> hints = new ArrayList<>();

        Order recordEvent(Tx tx, Order order, @Nullable OrderStatus from, Map<FunctionName, Duration> notBefore) {
            Event event = Event.of(order, from);
            List<NewDelivery> deliveries = reacting.apply(event.type()).stream()
                    .map(function -> new NewDelivery(function, notBefore.getOrDefault(function, Duration.ZERO)))
                    .toList();
            tx.append(event, deliveries);
            hints.add(new Hint.OrderChanged(order));
            deliveries.forEach(d -> hints.add(new Hint.DeliveryDue(d.function(), d.notBefore())));
            return order;
        }
    }
}

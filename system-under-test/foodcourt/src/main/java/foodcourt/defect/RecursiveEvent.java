package foodcourt.defect;

import foodcourt.functions.EventFunction;
import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderStatus;
import foodcourt.port.BoardChange;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function's write triggers the function itself: NotifyCustomer records each notification on the order, which changes
 * the order and causes another notification (hasura/graphql-engine#3423). The loop ends when the order is paid, or
 * after 40 rounds.
 */
final class RecursiveEvent implements Defect {
    private static final int ROUNDS_MAX = 40;

    private static final List<NewDelivery> DELIVERIES = Stream.of(
                    "ChargePayment", "NotifyCustomer", "ProjectRestaurantBoard")
            .map(function -> new NewDelivery(new FunctionName(function), Duration.ZERO))
            .toList();

    @Override
    public String name() {
        return "recursive-event";
    }

    /**
     * A change that keeps the status is not counted, since a board cannot move an order from a column to the same one.
     */
    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new WrappedTransactions(sound.transactions(), tx -> new ForwardingTx(tx) {
            @Override
            public boolean moveOnBoard(BoardChange change) {
                return change.from() != change.to() && super.moveOnBoard(change);
            }
        }));
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return !sound.name().value().equals("NotifyCustomer")
                ? sound
                : new ForwardingFunction(sound) {
                    @Override
                    public void handle(Delivery delivery) {
                        super.handle(delivery);
                        noteAndHint(delivery.event(), ports);
                    }
                };
    }

    private static void noteAndHint(Event event, Ports ports) {
        boolean isNoted = event.type() == EventType.ORDER_PLACED
                && event.ordinal() < ROUNDS_MAX
                && ports.transactions().transact(tx -> note(tx, event));
        if (isNoted) {
            DELIVERIES.forEach(d -> ports.hints().send(new Hint.DeliveryDue(d.function(), d.notBefore())));
        }
    }

    /** Records the notification on the order, once for each event; returns whether it did. */
    private static boolean note(Tx tx, Event event) {
        return tx.lock(event.order().id())
                .filter(o -> o.version() == event.order().version())
                .map(o -> note(tx, event, o))
                .orElse(false);
    }

    private static boolean note(Tx tx, Event event, Order o) {
        Order noted = OrderCopies.withNextVersion(o);
        tx.update(noted);
        int ordinal = event.ordinal() + 1;
        EventId id = EventId.of(o.id(), event.type(), ordinal);
        tx.append(new Event(id, event.type(), ordinal, noted, OrderStatus.PLACED), DELIVERIES);
        return true;
    }
}

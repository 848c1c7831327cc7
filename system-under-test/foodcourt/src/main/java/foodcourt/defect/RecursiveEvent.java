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
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
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
        Transactions transactions = sound.transactions();
        return sound.withTransactions(new Transactions() {
            @Override
            public <T> T transact(Function<Tx, T> work) {
                return transactions.transact(tx -> work.apply(new ForwardingTx(tx) {
                    @Override
                    public boolean board(BoardChange change) {
                        return change.from() != change.to() && super.board(change);
                    }
                }));
            }
        });
    }

    @Override
    public EventFunction function(EventFunction sound, Ports ports) {
        return sound.name().value().equals("NotifyCustomer") ? new DefectiveFunction(sound, ports) : sound;
    }

    private static final class DefectiveFunction extends ForwardingFunction {
        private final Ports ports;

        DefectiveFunction(EventFunction sound, Ports ports) {
            super(sound);
            this.ports = ports;
        }

        @Override
        public void handle(Delivery delivery) {
            super.handle(delivery);
            Event event = delivery.event();
            boolean isNoted = event.type() == EventType.ORDER_PLACED
                    && event.ordinal() < ROUNDS_MAX
                    && ports.transactions().transact(tx -> note(tx, event));
            if (isNoted) {
                DELIVERIES.forEach(d -> ports.hints().committed(new Hint.DeliveryDue(d.function(), d.notBefore())));
            }
        }

        /** Once for each event, however often it is delivered. */
        private static boolean note(Tx tx, Event event) {
            return tx.lock(event.order().id())
                    .filter(o -> o.version() == event.order().version())
                    .map(o -> note(tx, event, o))
                    .orElse(false);
        }

        private static boolean note(Tx tx, Event event, Order o) {
            Order noted = new Order(
                    o.id(),
                    o.customer(),
                    o.restaurant(),
                    o.placedBy(),
                    o.items(),
                    o.totalCents(),
                    o.status(),
                    o.version() + 1,
                    o.cancelledBy());
            tx.update(noted);
            int ordinal = event.ordinal() + 1;
            EventId id = EventId.of(o.id(), event.type(), ordinal);
            tx.append(new Event(id, event.type(), ordinal, noted, OrderStatus.PLACED), DELIVERIES);
            return true;
        }
    }
}

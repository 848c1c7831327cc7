package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.port.BoardChange;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.RecountingTx;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Defects of the statements in a transaction. */
final class TransactionDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("counter-not-idempotent", TransactionDefects::counterNotIdempotent),
            new PortsDefect("due-time-ignored", TransactionDefects::dueTimeIgnored),
            new FunctionPortsDefect("refund-unrecorded", TransactionDefects::refundUnrecorded),
            new PortsDefect("total-too-high", TransactionDefects::totalTooHigh),
            new PortsDefect("unrecorded-path", TransactionDefects::unrecordedPath),
            new PortsDefect("update-before-commit", TransactionDefects::updateBeforeCommit),
            new PortsDefect("version-skipped", TransactionDefects::versionSkipped));

    private static final FunctionName REFUND = new FunctionName("RefundPayment");
    private static final long FEE_CENTS = 100;

    private TransactionDefects() {}

    private static Ports wrapped(Ports sound, UnaryOperator<Tx> wrapping) {
        return sound.withTransactions(new WrappedTransactions(sound.transactions(), wrapping));
    }

    /** The board counts deliveries instead of events: a repeated delivery is counted twice. */
    private static Ports counterNotIdempotent(Ports sound) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public boolean moveOnBoard(BoardChange change) {
                return ((RecountingTx) tx).recount(change);
            }
        });
    }

    /** The not-before time of a delivery is lost on its way to the queue, so the ride ends as soon as it begins. */
    private static Ports dueTimeIgnored(Ports sound) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                super.append(
                        event,
                        deliveries.stream()
                                .map(d -> new NewDelivery(d.function(), Duration.ZERO))
                                .toList());
            }
        });
    }

    /** A refund is given but not recorded: the order stays cancelled or rejected. */
    private static Ports refundUnrecorded(Ports sound, ScopedValue<Delivery> current) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public Optional<Order> lock(OrderId id) {
                boolean isRefund =
                        current.isBound() && current.get().id().function().equals(REFUND);
                return isRefund ? Optional.empty() : super.lock(id);
            }
        });
    }

    /**
     * A fee of {@value #FEE_CENTS} cents is added to each new order without being ordered. Order, event and charge
     * agree on the total.
     */
    private static Ports totalTooHigh(Ports sound) {
        return inserting(sound, order -> OrderCopies.withTotal(order, order.totalCents() + FEE_CENTS));
    }

    /** The first version of each order is 2 instead of 1. */
    private static Ports versionSkipped(Ports sound) {
        return inserting(sound, OrderCopies::withNextVersion);
    }

    /** Changes new orders. Their first events carry the requested orders; later events carry the stored ones. */
    private static Ports inserting(Ports sound, UnaryOperator<Order> changed) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public Placed insert(Order order) {
                return super.insert(changed.apply(order));
            }

            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                super.append(
                        event.type() == EventType.ORDER_PLACED
                                ? Event.of(changed.apply(event.order()), event.from())
                                : event,
                        deliveries);
            }
        });
    }

    /**
     * One way of changing an order writes no event: a cancellation is never announced (hasura/graphql-engine#8376,
     * #9976).
     */
    private static Ports unrecordedPath(Ports sound) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                if (event.type() != EventType.ORDER_CANCELLED) {
                    super.append(event, deliveries);
                }
            }
        });
    }

    /**
     * Subscribers are updated from inside the transaction: they see a change before its commit, even if it is rolled
     * back afterwards.
     */
    private static Ports updateBeforeCommit(Ports sound) {
        return wrapped(sound, tx -> new ForwardingTx(tx) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                super.append(event, deliveries);
                sound.hints().send(new Hint.OrderChanged(event.order()));
            }
        });
    }
}

package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.EventId;
import foodcourt.order.Order;
import foodcourt.port.BoardChange;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.StoreException;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A reversed dual write: the event is written first, in a transaction of its own, and remains even if its change is
 * rolled back. A new order's event cannot precede its order, so only the events of later changes are written first.
 */
record EventBeforeCommit(Transactions sound) implements Transactions {
    static Ports of(Ports sound) {
        return sound.withTransactions(new EventBeforeCommit(sound.transactions()));
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        Set<EventId> written = new TreeSet<>();
        try {
            sound.transact(tx -> work.apply(eventsAlone(tx, written)));
        } catch (NewOrder e) {
            return sound.transact(work);
        } catch (StoreException.NotCommitted e) {
            // Another attempt has written the event.
        }
        return sound.transact(tx -> work.apply(withoutEvents(tx, written)));
    }

    /** Thrown if the transaction creates an order: no event can be written before it. */
    private static final class NewOrder extends RuntimeException {
        NewOrder() {
            super("a new order");
        }
    }

    private static Tx eventsAlone(Tx sound, Set<EventId> written) {
        return new ForwardingTx(sound) {
            @Override
            public Placed insert(Order order) {
                throw new NewOrder();
            }

            @Override
            public void update(Order next) {}

            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                written.add(event.id());
                super.append(event, deliveries);
            }

            @Override
            public boolean moveOnBoard(BoardChange change) {
                return false;
            }
        };
    }

    private static Tx withoutEvents(Tx sound, Set<EventId> written) {
        return new ForwardingTx(sound) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                if (!written.contains(event.id())) {
                    super.append(event, deliveries);
                }
            }
        };
    }
}

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
 * The dual write the other way round: the event is written first, in a transaction of its own, and stays even if the change
 * that it tells of is rolled back. A new order's event cannot come before its order; only changes are announced so.
 */
final class EventBeforeCommit implements Defect {
    @Override
    public String name() {
        return "event-before-commit";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new Announcing(sound.transactions()));
    }

    private record Announcing(Transactions sound) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            Set<EventId> announced = new TreeSet<>();
            try {
                sound.transact(tx -> work.apply(new EventsAlone(tx, announced)));
            } catch (NewOrder e) {
                return sound.transact(work);
            } catch (StoreException.NotCommitted e) {
                // Another attempt has announced it.
            }
            return sound.transact(tx -> work.apply(new WithoutEvents(tx, announced)));
        }
    }

    /** There is nothing to announce yet. */
    private static final class NewOrder extends RuntimeException {
        NewOrder() {
            super("a new order");
        }
    }

    private static final class EventsAlone extends ForwardingTx {
        private final Set<EventId> announced;

        EventsAlone(Tx sound, Set<EventId> announced) {
            super(sound);
            this.announced = announced;
        }

        @Override
        public Placed insert(Order order) {
            throw new NewOrder();
        }

        @Override
        public void update(Order next) {}

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            announced.add(event.id());
            super.append(event, deliveries);
        }

        @Override
        public boolean board(BoardChange change) {
            return false;
        }
    }

    private static final class WithoutEvents extends ForwardingTx {
        private final Set<EventId> announced;

        WithoutEvents(Tx sound, Set<EventId> announced) {
            super(sound);
            this.announced = announced;
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            if (!announced.contains(event.id())) {
                super.append(event, deliveries);
            }
        }
    }
}

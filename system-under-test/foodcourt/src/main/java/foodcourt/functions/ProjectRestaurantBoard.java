package foodcourt.functions;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.order.RestaurantId;
import foodcourt.port.BoardChange;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.Hints;
import foodcourt.port.Transactions;
import java.util.Set;

/**
 * Maintains each restaurant's board, the counts of its orders by status: the read side of CQRS. Counts each event once.
 */
record ProjectRestaurantBoard(Transactions transactions, Hints hints) implements EventFunction {
    @Override
    public FunctionName name() {
        return new FunctionName("ProjectRestaurantBoard");
    }

    @Override
    public Set<EventType> events() {
        return Set.of(EventType.values());
    }

    @Override
    public void handle(Delivery delivery) {
        Event event = delivery.event();
        RestaurantId restaurant = event.order().restaurant();
        BoardChange change = new BoardChange(
                event.id(), restaurant, event.from(), event.order().status());
        if (transactions.transact(tx -> tx.moveOnBoard(change))) {
            hints.send(new Hint.BoardChanged(restaurant));
        }
    }
}

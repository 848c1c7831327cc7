package foodcourt.port;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import java.util.List;
import java.util.Optional;

/** What can be done inside a transaction. */
public interface Tx {
    /** Reads an order and holds its row until the transaction ends. */
    Optional<Order> lock(OrderId id);

    /** Inserts a new order, or finds the one that has its id. */
    Placed insert(Order order);

    /** Overwrites a locked order with its next version. */
    void update(Order next);

    /** Appends to the event log, with one delivery for each function that is to react. */
    void append(Event event, List<NewDelivery> deliveries);

    /** Moves one order between the counts of a restaurant's board, at most once per event; false if this event had been counted. */
    boolean board(BoardChange change);

    /** The result of {@link #insert}. */
    sealed interface Placed {
        record New() implements Placed {}

        /** This order stands already, as it is now. */
        record AlreadyThere(Order order) implements Placed {}
    }
}

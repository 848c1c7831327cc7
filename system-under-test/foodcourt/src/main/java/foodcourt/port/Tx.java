package foodcourt.port;

import foodcourt.order.Event;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import java.util.List;
import java.util.Optional;

/** The operations inside a transaction. */
public interface Tx {
    /** Reads an order and locks its row until the transaction ends. */
    Optional<Order> lock(OrderId id);

    Placed insert(Order order);

    /** Overwrites a locked order with its next version. */
    void update(Order next);

    /** Appends an event to the log, with its deliveries to functions. */
    void append(Event event, List<NewDelivery> deliveries);

    /**
     * Moves one order between the counts of a restaurant's board, at most once per event; returns false if the event
     * was counted before.
     */
    boolean moveOnBoard(BoardChange change);

    /** The result of {@link #insert}. */
    sealed interface Placed {
        record New() implements Placed {}

        /** The order exists already, as it is now. */
        record AlreadyThere(Order order) implements Placed {}
    }
}

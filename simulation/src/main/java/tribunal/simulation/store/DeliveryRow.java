package tribunal.simulation.store;

import foodcourt.order.Event;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.FencingToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A row of {@code delivery}; times in microseconds since the epoch. */
final class DeliveryRow {
    /** The values of the column {@code state}. */
    enum State {
        PENDING,
        CLAIMED,
        DONE,
        DEAD
    }

    final DeliveryId id;
    final Event event;
    final long recordedAt;
    /** Position in the order of commits; 0 before the commit. */
    long commitOrder;

    State state = State.PENDING;
    int attempt;
    /** 0 before the first claim. */
    long token;

    long due;
    long readyAt;
    /** 0 before the first settle. */
    long settledBy;

    String why = "";

    DeliveryRow(DeliveryId id, Event event, long recordedAt, long due) {
        this.id = id;
        this.event = event;
        this.recordedAt = recordedAt;
        this.due = due;
        this.readyAt = due;
    }

    boolean isWaiting() {
        return state == State.PENDING || state == State.CLAIMED;
    }

    /** Whether this token is the newest, and its claim has not been settled. */
    boolean isHeldBy(long claim) {
        return state == State.CLAIMED && token == claim;
    }

    Delivery claimed() {
        return new Delivery(
                id, event, attempt, new FencingToken(id, token), Instant.EPOCH.plus(due, ChronoUnit.MICROS));
    }
}

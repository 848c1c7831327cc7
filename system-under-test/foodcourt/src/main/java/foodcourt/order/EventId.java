package foodcourt.order;

import java.util.UUID;

/** The identity of an event: a name-based UUID of order, type and ordinal, so that an event cannot be written twice. */
public record EventId(UUID value) implements Comparable<EventId> {
    public static EventId of(OrderId order, EventType type, int ordinal) {
        return new EventId(UuidV5.of("event", order.toString(), type.label() + "#" + ordinal));
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

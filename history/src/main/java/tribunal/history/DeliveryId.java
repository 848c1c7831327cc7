package tribunal.history;

import java.util.Comparator;

/** Identifies a delivery: one event for one function. Ordered by event, then function. */
public record DeliveryId(String event, String function) implements Comparable<DeliveryId> {
    private static final Comparator<DeliveryId> ORDER =
            Comparator.comparing(DeliveryId::event).thenComparing(DeliveryId::function);

    @Override
    public int compareTo(DeliveryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return event + "/" + function;
    }
}

package foodcourt.order;

/** A restaurant. */
public record RestaurantId(String value) implements Comparable<RestaurantId> {
    @Override
    public int compareTo(RestaurantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

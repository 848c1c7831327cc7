package foodcourt.order;

/** The id of a restaurant. */
public record RestaurantId(String value) implements Comparable<RestaurantId> {
    /** The longest valid id, in UTF-16 code units. */
    public static final int LENGTH_MAX = 128;

    public boolean isValid() {
        return Text.isStorable(value, LENGTH_MAX);
    }

    @Override
    public int compareTo(RestaurantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package foodcourt.order;

/** A restaurant. */
public record RestaurantId(String value) implements Comparable<RestaurantId> {
    /** Of a valid id, in UTF-16 code units. */
    public static final int LENGTH_MAX = 128;

    /** Whether it is neither empty nor too long, and can be stored. */
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

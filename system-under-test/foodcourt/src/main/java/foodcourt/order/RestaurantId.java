package foodcourt.order;

/** The id of a restaurant. */
public record RestaurantId(String value) implements Comparable<RestaurantId> {
    public boolean isValid() {
        return StorableText.isStorable(value, StorableText.ID_LENGTH_MAX);
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

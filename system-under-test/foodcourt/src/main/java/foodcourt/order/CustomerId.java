package foodcourt.order;

/** The id of a customer, as the identity header of requests has it. */
public record CustomerId(String value) implements Comparable<CustomerId> {
    public boolean isValid() {
        return StorableText.isStorable(value, StorableText.ID_LENGTH_MAX);
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

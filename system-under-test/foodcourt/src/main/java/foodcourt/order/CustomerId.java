package foodcourt.order;

/** The id of a customer, as the identity header names them. */
public record CustomerId(String value) implements Comparable<CustomerId> {
    /** The longest valid id, in UTF-16 code units. */
    public static final int LENGTH_MAX = 128;

    public boolean isValid() {
        return Text.isStorable(value, LENGTH_MAX);
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

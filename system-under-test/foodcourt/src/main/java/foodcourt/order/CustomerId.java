package foodcourt.order;

/** A customer, as the identity header names them. */
public record CustomerId(String value) implements Comparable<CustomerId> {
    /** Of a valid id, in UTF-16 code units. */
    public static final int LENGTH_MAX = 128;

    /** Whether it is neither empty nor too long, and can be stored. */
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

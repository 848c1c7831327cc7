package foodcourt.order;

/** A customer, as the identity header names them. */
public record CustomerId(String value) implements Comparable<CustomerId> {
    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

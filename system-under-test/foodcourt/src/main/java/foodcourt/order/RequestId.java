package foodcourt.order;

/** A client's name for one logical operation: sent again, it is the same operation. */
public record RequestId(String value) implements Comparable<RequestId> {
    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

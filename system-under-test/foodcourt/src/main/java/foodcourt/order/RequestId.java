package foodcourt.order;

/** A client's name for one logical operation: sent again, it is the same operation. */
public record RequestId(String value) implements Comparable<RequestId> {
    /** Of a valid id, in UTF-16 code units. */
    public static final int LENGTH_MAX = 128;

    /** Whether it is neither empty nor too long, and can be stored. */
    public boolean isValid() {
        return Text.isStorable(value, LENGTH_MAX);
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package foodcourt.order;

/** A client's id for one logical operation. A request with a known id repeats the same operation. */
public record RequestId(String value) implements Comparable<RequestId> {
    public boolean isValid() {
        return StorableText.isStorable(value, StorableText.ID_LENGTH_MAX);
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

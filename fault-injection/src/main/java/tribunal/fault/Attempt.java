package tribunal.fault;

/**
 * One try at a delivery, by keys that are the same in every run: nothing here depends on timing.
 *
 * @param ordinal 1 for the order's first event of this type
 * @param number 1 for the first try
 */
public record Attempt(String order, String eventType, int ordinal, String function, int number) {
    /** The same delivery's n-th try. */
    Attempt numbered(int n) {
        return new Attempt(order, eventType, ordinal, function, n);
    }

    String key() {
        return order + "/" + eventType + "#" + ordinal + "," + function + "," + number;
    }
}

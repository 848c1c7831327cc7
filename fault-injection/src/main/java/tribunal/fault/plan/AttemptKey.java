package tribunal.fault.plan;

/**
 * One try at a delivery, by keys that are the same in every run: nothing here depends on timing.
 *
 * @param ordinal 1 for the order's first event of this type
 * @param number 1 for the first try
 */
public record AttemptKey(String order, String eventType, int ordinal, String function, int number) {
    /** The first try at the first event of its type. */
    static AttemptKey first(String order, String eventType, String function) {
        return new AttemptKey(order, eventType, 1, function, 1);
    }

    /** The same delivery's n-th try; 0 stands for the delivery itself. */
    AttemptKey numbered(int n) {
        return new AttemptKey(order, eventType, ordinal, function, n);
    }

    /** All of it, as text: {@code order/OrderPlaced#1,ChargePayment,1}. */
    public String key() {
        return order + "/" + eventType + "#" + ordinal + "," + function + "," + number;
    }
}

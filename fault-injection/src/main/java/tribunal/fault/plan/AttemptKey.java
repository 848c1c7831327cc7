package tribunal.fault.plan;

/**
 * The identity of one attempt at a delivery. Its parts are the same in every run and do not depend on timing.
 *
 * @param ordinal 1 for the entity's first event of this type
 * @param number 1 for the first attempt
 */
public record AttemptKey(String order, String eventType, int ordinal, String function, int number) {
    /** The n-th attempt at the same delivery; 0 means the delivery itself. */
    AttemptKey numbered(int n) {
        return new AttemptKey(order, eventType, ordinal, function, n);
    }

    /** All parts as text: {@code order/OrderPlaced#1,ChargePayment,1}. */
    public String key() {
        return order + "/" + eventType + "#" + ordinal + "," + function + "," + number;
    }
}

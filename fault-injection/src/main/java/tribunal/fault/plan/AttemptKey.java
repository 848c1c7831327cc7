package tribunal.fault.plan;

/**
 * The identity of one attempt at a delivery. Its parts are the same in every run and do not depend on timing.
 *
 * @param entity the entity's own id, without its type
 * @param ordinal 1 for the entity's first event of this type
 * @param number 1 for the first attempt
 */
public record AttemptKey(String entity, String eventType, int ordinal, String function, int number) {
    /** The n-th attempt at the same delivery; 0 means the delivery itself. */
    AttemptKey numbered(int n) {
        return new AttemptKey(entity, eventType, ordinal, function, n);
    }

    /** The same attempt at a delivery of another entity. */
    AttemptKey withEntity(String otherEntity) {
        return new AttemptKey(otherEntity, eventType, ordinal, function, number);
    }

    /** All parts as text: {@code order/OrderPlaced#1,ChargePayment,1}. */
    public String key() {
        return entity + "/" + eventType + "#" + ordinal + "," + function + "," + number;
    }
}

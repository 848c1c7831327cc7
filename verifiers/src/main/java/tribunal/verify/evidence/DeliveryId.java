package tribunal.verify.evidence;

/** Identifies a delivery: one event for one function. */
public record DeliveryId(String event, String function) {
    @Override
    public String toString() {
        return event + "/" + function;
    }
}

package tribunal.verify.evidence;

/** A delivery's identity: one event for one function. */
public record DeliveryId(String event, String function) {
    @Override
    public String toString() {
        return event + "/" + function;
    }
}

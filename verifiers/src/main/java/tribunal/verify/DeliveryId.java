package tribunal.verify;

/** A delivery's identity: one event for one function. */
record DeliveryId(String event, String function) {
    @Override
    public String toString() {
        return event + "/" + function;
    }
}

package tribunal.history;

/** An entry about one delivery: one event for one function. */
public interface DeliveryEntry {
    String event();

    String function();
}

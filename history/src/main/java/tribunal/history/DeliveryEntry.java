package tribunal.history;

/** What an entry tells of one delivery: an event for a function. */
public interface DeliveryEntry {
    String event();

    String function();
}

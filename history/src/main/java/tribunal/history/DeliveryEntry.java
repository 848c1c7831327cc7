package tribunal.history;

/** What all entries about one delivery have in common: its event and its function. */
public interface DeliveryEntry {
    String event();

    String function();
}

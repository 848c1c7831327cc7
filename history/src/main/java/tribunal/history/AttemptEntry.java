package tribunal.history;

/** What an entry tells of one attempt of a delivery. */
public interface AttemptEntry extends DeliveryEntry {
    int attempt();
}

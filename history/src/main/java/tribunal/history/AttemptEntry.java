package tribunal.history;

/** An entry about one attempt of a delivery. */
public interface AttemptEntry extends DeliveryEntry {
    int attempt();
}

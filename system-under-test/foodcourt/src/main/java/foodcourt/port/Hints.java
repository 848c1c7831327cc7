package foodcourt.port;

/**
 * Notices between nodes that something was committed. They are never authoritative: hints can be lost, doubled and
 * late.
 */
public interface Hints {
    /** Sends a hint. Must be called after {@code transact} has returned. */
    void send(Hint hint);

    void listen(HintListener listener);
}

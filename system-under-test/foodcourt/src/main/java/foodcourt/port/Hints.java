package foodcourt.port;

/** Word between nodes that something was committed. Never the truth: hints can be lost, doubled and late. */
public interface Hints {
    /** Called after {@code transact} has returned. */
    void committed(Hint hint);

    void listen(HintListener listener);
}

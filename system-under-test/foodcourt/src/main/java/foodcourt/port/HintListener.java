package foodcourt.port;

/** Who wants to know. Called on the hinting thread: must be brief and must not block. */
public interface HintListener {
    void hinted(Hint hint);

    /** The line was down: hints may have been lost. */
    void reconnected();
}

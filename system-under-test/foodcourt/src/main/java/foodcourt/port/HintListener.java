package foodcourt.port;

/** Receives hints. The methods run on the hinting thread: they must be brief and must not block. */
public interface HintListener {
    void hinted(Hint hint);

    /** Called when the connection to other nodes is restored: hints may have been lost. */
    void reconnected();
}

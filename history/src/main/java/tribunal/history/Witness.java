package tribunal.history;

/** A source of evidence outside the app's own code. */
public enum Witness {
    HARNESS,
    CLIENT,
    DATABASE,
    CHANNEL,
    THIRD_PARTIES
}

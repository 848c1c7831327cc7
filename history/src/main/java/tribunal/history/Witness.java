package tribunal.history;

/** A source of evidence outside the app. */
public enum Witness {
    HARNESS,
    CLIENT,
    DATABASE,
    CHANNEL,
    THIRD_PARTIES
}

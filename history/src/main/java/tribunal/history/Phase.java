package tribunal.history;

/** A stretch of a run: traffic without faults, traffic with faults, faults off, and no further traffic. */
public enum Phase {
    WARM_UP,
    STORM,
    HEAL,
    DRAIN
}

package tribunal.history;

import java.util.Locale;

/** A phase of a run: traffic without faults, traffic with faults, faults off, and no further traffic. */
public enum Phase {
    WARM_UP,
    STORM,
    HEAL,
    DRAIN;

    /** The phase's name in scenario files: {@code warm-up}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

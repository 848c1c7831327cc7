package tribunal.history;

import java.util.Locale;

/** A stretch of a run: traffic without faults, traffic with faults, faults off, and no further traffic. */
public enum Phase {
    WARM_UP,
    STORM,
    HEAL,
    DRAIN;

    /** As scenarios write it: {@code warm-up}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

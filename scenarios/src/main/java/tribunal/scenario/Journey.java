package tribunal.scenario;

import java.util.Locale;

/** Which way a customer goes with an order. */
public enum Journey {
    /** Places it and waits for it. */
    HAPPY,
    /** Cancels it soon. */
    CANCELS,
    /** Loses the answer and sends again. */
    IMPATIENT;

    /** As scenarios spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package tribunal.scenario;

import java.util.Locale;

/** The behaviour of a customer towards an order. */
public enum Journey {
    /** Places the order and waits for it. */
    HAPPY,
    /** Cancels the order soon. */
    CANCELS,
    /** Loses the answer and sends the request again. */
    IMPATIENT;

    /** Returns the name in scenario files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

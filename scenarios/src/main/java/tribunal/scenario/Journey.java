package tribunal.scenario;

import java.util.Locale;

/** The behaviour of a customer towards an order. */
public enum Journey {
    HAPPY("places the order and waits for it"),
    CANCELS("cancels it soon"),
    IMPATIENT("loses the answer and sends again");

    private final String description;

    Journey(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

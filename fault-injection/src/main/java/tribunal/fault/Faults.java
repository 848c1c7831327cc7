package tribunal.fault;

import java.time.Duration;
import java.util.List;

/**
 * What shall go wrong, as a scenario says it.
 *
 * @param injuries how often one delivery may be harmed at most, so that no dead letter appears by chance; poison does not
 *     count, since its dead letters are declared
 */
public record Faults(int injuries, List<Rule> rules) {
    /** The app's: after so long it no longer waits for a function's answer. */
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(2);

    /** The app's: after so long it no longer waits for a third party's answer. */
    public static final Duration THIRD_PARTY_TIMEOUT = Duration.ofSeconds(1);

    public Faults {
        rules = List.copyOf(rules);
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults(0, List.of());
    }
}

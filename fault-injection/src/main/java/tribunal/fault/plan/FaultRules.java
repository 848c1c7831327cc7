package tribunal.fault.plan;

import java.time.Duration;
import java.util.List;

/**
 * What shall go wrong, as a scenario says it.
 *
 * @param injuries how often one delivery may be harmed at most, so that no dead letter appears by chance; poison does not
 *     count, since its dead letters are declared
 */
public record FaultRules(int injuries, List<FaultRule> rules) {
    /** The app's: after so long it no longer waits for a function's answer. */
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(2);

    /** The app's: after so long it no longer waits for a third party's answer. */
    public static final Duration THIRD_PARTY_TIMEOUT = Duration.ofSeconds(1);

    public FaultRules {
        rules = List.copyOf(rules);
    }

    /** Nothing goes wrong. */
    public static FaultRules none() {
        return new FaultRules(0, List.of());
    }
}

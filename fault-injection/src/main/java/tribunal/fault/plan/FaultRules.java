package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * The faults that a scenario configures.
 *
 * @param faultsPerDeliveryMax the maximum number of faults of one delivery, which prevents accidental dead letters; poison does not
 *     count, since its dead letters are declared; {@code injuries} in scenario files and in the files of runs
 */
public record FaultRules(@JsonProperty("injuries") int faultsPerDeliveryMax, List<FaultRule> rules) {
    /** The app's time-out for a function's answer. */
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(2);

    /** The app's time-out for a third party's answer. */
    public static final Duration THIRD_PARTY_TIMEOUT = Duration.ofSeconds(1);

    public FaultRules {
        rules = List.copyOf(rules);
    }

    /** No faults. */
    public static FaultRules none() {
        return new FaultRules(0, List.of());
    }
}

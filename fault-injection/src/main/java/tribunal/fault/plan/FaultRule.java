package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A rule of a fault plan: which attempts it applies to, how many of them, and its fault.
 *
 * @param name unique in its plan, because decisions depend on it
 * @param ratio share of the matching attempts that it takes, 0 to 1
 * @param function only attempts of this function
 * @param eventType only attempts for events of this type
 * @param journey only orders whose customer follows this journey
 * @param spec its fault; {@code harm} in the files of runs
 */
public record FaultRule(
        String name,
        double ratio,
        Optional<String> function,
        Optional<String> eventType,
        Optional<String> journey,
        @JsonProperty("harm") FaultSpec spec) {
    boolean matches(AttemptKey attempt, PlannedOrder order) {
        return function.map(attempt.function()::equals).orElse(true)
                && eventType.map(attempt.eventType()::equals).orElse(true)
                && journey.map(order.journey()::equals).orElse(true)
                && spec.isApplicable(attempt, order);
    }

    /** Whether it declares dead letters. */
    boolean isPoison() {
        return spec instanceof FaultSpec.Poison;
    }
}

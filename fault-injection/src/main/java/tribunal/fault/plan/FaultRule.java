package tribunal.fault.plan;

import java.util.Optional;

/**
 * One line of a fault plan: which attempts it takes, how many of them, and what it does to them.
 *
 * @param name unique in its plan: decisions depend on it
 * @param ratio of the attempts in question, 0 to 1
 * @param function only this one's
 * @param eventType only events of this type
 * @param journey only orders whose customer goes this way
 */
public record FaultRule(
        String name,
        double ratio,
        Optional<String> function,
        Optional<String> eventType,
        Optional<String> journey,
        FaultSpec harm) {
    boolean concerns(AttemptKey attempt, PlannedOrder order) {
        return function.map(attempt.function()::equals).orElse(true)
                && eventType.map(attempt.eventType()::equals).orElse(true)
                && journey.map(order.journey()::equals).orElse(true)
                && harm.fits(attempt, order);
    }

    /** Whether it declares dead letters. */
    boolean poisons() {
        return harm instanceof FaultSpec.Poison;
    }
}

package tribunal.fault.plan;

import java.util.Optional;

/**
 * Decides the fate of every attempt. {@link FaultPlan} decides by a seed, a replay by the recorded fates; both are pure
 * functions that do not depend on timing. {@link FatesByArrival} depends on the order in which entities arrive. {@code FaultyChannel} makes each fate happen; after heal it ignores all fates
 * but poison.
 */
@FunctionalInterface
public interface FateDecider {
    /** A fate, and the name of the rule that decided it. */
    record DecidedFate(String rule, Fate fate) {}

    /** The decision about an attempt; empty if no fault applies to it. */
    Optional<DecidedFate> decide(AttemptKey attempt);

    /** The run heals: an entity that arrives from now on has no faults. Those known before keep their poison. */
    default void heal() {}
}

package tribunal.fault.plan;

import java.util.Optional;

/**
 * Decides the fate of every attempt, as a pure function that does not depend on timing. {@link FaultPlan} decides by a
 * seed, a replay by the recorded fates. {@code FaultyChannel} makes each fate happen; after heal it ignores all fates
 * but poison.
 */
@FunctionalInterface
public interface FateDecider {
    /** A fate, and the name of the rule that decided it. */
    record DecidedFate(String rule, Fate fate) {}

    /** The decision about an attempt; empty if no fault applies to it. */
    Optional<DecidedFate> decide(AttemptKey attempt);
}

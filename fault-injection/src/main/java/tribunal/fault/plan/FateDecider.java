package tribunal.fault.plan;

import java.util.Optional;

/**
 * Decides the fate of every attempt, as a pure function that does not depend on timing: {@link FaultPlan} by a seed, a replay by
 * the recorded fates. The channel brings a fate about, and leaves out those that come after heal.
 */
@FunctionalInterface
public interface FateDecider {
    /** A fate, and the name of the rule that decided it. */
    record Decision(String rule, Fate fate) {}

    /** The decision about an attempt; empty if no fault applies to it. */
    Optional<Decision> decide(AttemptKey attempt);
}

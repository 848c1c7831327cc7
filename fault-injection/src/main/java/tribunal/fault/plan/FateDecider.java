package tribunal.fault.plan;

import java.util.Optional;

/** The one decision point: what is to happen to each attempt. A pure function, whatever the timing. */
@FunctionalInterface
public interface FateDecider {
    /** A fate, and the name of the rule that decided it. */
    record Decision(String rule, Fate fate) {}

    /** Empty if the attempt is left alone. */
    Optional<Decision> decide(AttemptKey attempt);
}

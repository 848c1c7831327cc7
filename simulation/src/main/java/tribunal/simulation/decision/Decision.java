package tribunal.simulation.decision;

import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Outage.Kind;

/** A decision that makes a run differ from the usual course. A replay repeats decisions; shrinking removes them. */
public sealed interface Decision {
    /** The fate of an attempt. */
    record AttemptFate(AttemptKey attempt, String rule, Fate fate) implements Decision {}

    /**
     * An outage of a node, the store or a subscriber's connection.
     *
     * @param target the node or the subscriber; {@code store} for the store
     * @param at its start, in nanoseconds of the run
     * @param nanos its duration, added delay or clock offset, in nanoseconds; negative only for a clock that is slow
     */
    record ScheduledOutage(Kind kind, String target, long at, long nanos) implements Decision {}

    /**
     * A fault of one call of the store.
     *
     * @param thread name of the calling thread
     * @param call number of the call in its thread, from 1
     * @param nanos duration in nanoseconds; 0 for a fault without a duration
     * @param applied whether the call took effect nevertheless, for faults that leave this open
     */
    record CallFault(Kind kind, String thread, int call, long nanos, boolean applied) implements Decision {}

    /** An untypical latency of a port call, counted from 1 in its thread: others run before it, or after it. */
    record CallLatency(String thread, int call, long nanos) implements Decision {}
}

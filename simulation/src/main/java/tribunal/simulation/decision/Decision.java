package tribunal.simulation.decision;

import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Outage.Kind;

/** One thing that was decided in a simulated run and need not have been: what a story consists of, and what shrinking takes away. */
public sealed interface Decision {
    /** What happens to an attempt. */
    record Fated(AttemptKey attempt, String rule, Fate fate) implements Decision {}

    /**
     * A node, the store or a subscriber's line is out of order.
     *
     * @param target the node or the subscriber; {@code store} for the store
     * @param at when, in nanoseconds of the run
     * @param lasting for how long, or by how much, in nanoseconds; negative only for a clock that is slow
     */
    record Incident(Kind kind, String target, long at, long lasting) implements Decision {}

    /**
     * A call of the store goes wrong.
     *
     * @param thread who makes it
     * @param call which of its calls, from 1
     * @param lasting for how long, in nanoseconds; 0 where nothing lasts
     * @param applied whether it took effect all the same, where that is the question
     */
    record Trouble(Kind kind, String thread, int call, long lasting, boolean applied) implements Decision {}

    /**
     * A port call takes longer or shorter than usual: others go on before it, or after.
     *
     * @param call which of the thread's calls, from 1
     */
    record Late(String thread, int call, long nanos) implements Decision {}
}

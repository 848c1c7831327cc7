package tribunal.simulation.time;

/**
 * How long each port call takes: the whole of scheduling, since who goes on next is whoever's time comes first. A pure
 * function of thread and call, so that taking one fault away slows nobody else.
 */
public interface SchedulingStrategy {
    /** Every call takes the time that is usual for it: no interleaving but the plainest. */
    SchedulingStrategy EVEN = (_, _, usual) -> usual;

    /**
     * How long it takes.
     *
     * @param call which of the thread's port calls, from 1
     * @param usual what such a call takes, in nanoseconds
     * @return nanoseconds, 0 or more
     */
    long nanos(SimulatedThread thread, int call, long usual);
}

package tribunal.simulation.time;

/**
 * Decides how long each port call takes. This is the whole scheduling: the thread with the earliest time runs next. A
 * pure function of thread and call, so that removing one fault does not change the timing of other threads.
 */
public interface SchedulingStrategy {
    /** Gives every call its typical latency: only the plainest interleaving. */
    SchedulingStrategy EVEN = (_, _, typical) -> typical;

    /**
     * Returns the latency of one port call.
     *
     * @param call number of the port call in its thread, from 1
     * @param typical the typical latency of such a call, in nanoseconds
     * @return nanoseconds, 0 or more
     */
    long nanos(SimulatedThread thread, int call, long typical);
}

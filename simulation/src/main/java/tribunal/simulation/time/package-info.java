/**
 * Virtual time, and the simulated threads in it. One thread runs at a time; each wait passes control to the thread with
 * the earliest time.
 */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.time;

/**
 * Virtual time, and the simulated threads in it. One thread runs at a time; each wait passes control to the thread with
 * the earliest time.
 */
@NullMarked
package tribunal.simulation.time;

import org.jspecify.annotations.NullMarked;

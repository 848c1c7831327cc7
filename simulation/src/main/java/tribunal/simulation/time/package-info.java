/** Virtual time, and threads that live in it one at a time. */
@NullMarked
package tribunal.simulation.time;

import org.jspecify.annotations.NullMarked;

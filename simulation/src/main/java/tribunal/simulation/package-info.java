/** Foodcourt in virtual time: simulated threads, a store in memory, faults by seed, the smallest failing story. */
@NullMarked
package tribunal.simulation;

import org.jspecify.annotations.NullMarked;

/** The scripts: scenarios as data, the catalogue, and the schedule that a scenario and a seed make. */
@NullMarked
package tribunal.scenario;

import org.jspecify.annotations.NullMarked;

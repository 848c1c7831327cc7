/**
 * Simulation mode: one run of Foodcourt in virtual time, and the shrinking of a run that fails. A run leaves a history,
 * as in load mode.
 */
@org.jspecify.annotations.NullMarked
package tribunal.simulation;

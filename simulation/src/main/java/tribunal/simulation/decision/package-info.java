/**
 * Decisions that a simulation draws from its seed and that can be recorded, replayed and left out. What third parties
 * answer and what customers do is drawn elsewhere, by keys.
 */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.decision;

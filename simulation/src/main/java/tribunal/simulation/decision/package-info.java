/** Everything that a simulation decides by its seed. Decisions can be recorded, replayed and left out. */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.decision;

/** What surrounds the app in a simulation: nodes, database, sockets, third parties, customers. */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.world;

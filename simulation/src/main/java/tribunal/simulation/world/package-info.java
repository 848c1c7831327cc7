/**
 * The surroundings of the app in a simulation: nodes, database, sockets, third parties, customers. Outages happen here.
 */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.world;

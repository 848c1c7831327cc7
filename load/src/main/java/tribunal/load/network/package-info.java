/**
 * The outages of the network under load: a proxy between nodes and database, nodes and third parties, subscribers and
 * nodes. Only the routes that a run's outages need pass through it.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load.network;

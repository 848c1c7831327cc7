/** Customers and watchers of boards as Gatling plays them, and the witness of what they send and receive. */
@org.jspecify.annotations.NullMarked
package tribunal.load.traffic;

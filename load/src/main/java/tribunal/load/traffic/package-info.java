/** Customers and subscribers of boards, played by Gatling. Their witness records what they send and receive. */
@org.jspecify.annotations.NullMarked
package tribunal.load.traffic;

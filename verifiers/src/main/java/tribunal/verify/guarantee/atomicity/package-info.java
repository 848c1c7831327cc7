/** Atomicity: a change, its event and its deliveries are committed together, and what clients were answered holds. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.atomicity;
